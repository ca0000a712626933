import type { ProviderResource } from "@pulumi/pulumi";
import type { Tier } from "./tier.ts";

/** What a component gets to know of its stack. */
export interface ComponentContext {
  /** The Kubernetes provider that renders: every resource must be given it, as `{ provider }`. */
  readonly provider: ProviderResource;
  readonly stack: string;
  readonly tier: Tier;
  readonly region: string;
  /** The stack's namespace; a component's objects go there, or have no namespace at all. */
  readonly namespace: string;
  /** A file of the project, as an absolute path: `path("charts/reloader")`. */
  readonly path: (file: string) => string;
}

/**
 * Registers Pulumi Kubernetes resources: a Helm chart, a ComponentResource of your own, single objects. It runs in the stack's own
 * process when the engine renders, so import `@pulumi/kubernetes` inside of it: other commands then need not load it.
 */
export type Component = (context: ComponentContext) => void | Promise<void>;
