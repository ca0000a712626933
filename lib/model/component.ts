import type { ProviderResource } from "@pulumi/pulumi";
import type { Tier } from "./tier.ts";

/** The values that a component gets. */
export interface ComponentContext {
  /** The Kubernetes provider that renders. Every resource must get it as `{ provider }`. */
  readonly provider: ProviderResource;
  readonly stack: string;
  readonly tier: Tier;
  readonly region: string;
  /** The stack's namespace. A component's objects are in this namespace or in none. */
  readonly namespace: string;
  /** The cluster's Kubernetes: `v1.34.0`. Charts see it in `.Capabilities.KubeVersion`. */
  readonly kubernetesVersion: string;
  /** Returns the absolute path of a file of the project: `path("charts/reloader")`. */
  readonly path: (file: string) => string;
}

/**
 * Registers Pulumi Kubernetes resources: a Helm chart, a ComponentResource, single objects.
 * The engine runs it in the stack's process.
 * Import `@pulumi/kubernetes` inside the function, so that other commands do not load it.
 */
export type Component = (context: ComponentContext) => void | Promise<void>;
