import type { ServiceContext } from "./context.ts";

type Texts = Readonly<Record<string, string>>;

/** An object that loses data or an outage when it goes asks a person first. */
export const CONFIRM_REMOVAL: Texts = { "argocd.argoproj.io/sync-options": "Delete=confirm,Prune=confirm" };

export interface MetadataParts {
  /** @default the service's name */
  readonly name?: string;
  /** @default the service's labels */
  readonly labels?: Texts;
  readonly annotations?: Texts | undefined;
}

/** The metadata of a service's object; one without annotations has no empty map for them. */
export const metadata = (
  { service, stack, labels }: ServiceContext,
  parts: MetadataParts = {},
): { name: string; namespace: string; labels: Record<string, string>; annotations?: Record<string, string> } => ({
  ...(parts.annotations === undefined || Object.keys(parts.annotations).length === 0 ? {} : { annotations: parts.annotations }),
  labels: parts.labels ?? labels,
  name: parts.name ?? service.name,
  namespace: stack.namespace,
});
