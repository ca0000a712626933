import type { Labels } from "./labels.ts";
import type { ServiceContext } from "./service-context.ts";

export interface MetadataParts {
  /** @default the service's name */
  readonly name?: string;
  /** @default the service's labels */
  readonly labels?: Labels;
  /** @default no annotations */
  readonly annotations?: Labels | undefined;
}

/** Builds the metadata of a service's object. Leaves annotations out if there are none. */
export const objectMetadata = (
  { service, stack, labels }: ServiceContext,
  parts: MetadataParts = {},
): { name: string; namespace: string; labels: Record<string, string>; annotations?: Record<string, string> } => ({
  ...(parts.annotations === undefined || Object.keys(parts.annotations).length === 0 ? {} : { annotations: parts.annotations }),
  labels: parts.labels ?? labels,
  name: parts.name ?? service.name,
  namespace: stack.namespace,
});
