import type { Tier } from "./tier.ts";

/** The values that a component of a stack's cloud gets. */
export interface CloudContext {
  readonly stack: string;
  readonly tier: Tier;
  readonly region: string;
  /** The Google Cloud project. It is the default of each `gcp` resource. */
  readonly project: string;
  /** The full name of the stack's network: `projects/<project>/global/networks/<stack>`. */
  readonly network: string;
  /** Labels that say who owns a resource. */
  readonly labels: Readonly<Record<string, string>>;
  /** Returns the absolute path of a file of the repository: `path("functions/resize")`. */
  readonly path: (file: string) => string;
}

/**
 * Registers Pulumi resources of any provider beside those that needs ask for. The engine runs it in a separate process.
 * Import the SDK of the provider inside the function, so that other commands do not load it.
 */
export type CloudComponent = (context: CloudContext) => void | Promise<void>;
