import type { CloudComponent, CloudContext } from "../../../../model/cloud-component.ts";
import type { BorderStack } from "../../../../render/border/border-reader.ts";

/** Input of the program of a stack's cloud components. */
export interface CloudComponentsInput {
  readonly names: readonly string[];
  /** The repository's directory. */
  readonly root: string;
  /** The stack's file, relative to `root`. */
  readonly file: string;
  /** URL of the module that loads them; its `loadCloudComponents` is a `CloudComponentLoader`. */
  readonly loader: string;
  readonly context: Omit<CloudContext, "path">;
  /** The names, hosts and addresses of other tiers. */
  readonly border: BorderStack;
}

/** Loads the components of a stack's cloud. */
export type CloudComponentLoader = (
  input: Pick<CloudComponentsInput, "names" | "root" | "file">,
) => Promise<ReadonlyMap<string, CloudComponent>>;
