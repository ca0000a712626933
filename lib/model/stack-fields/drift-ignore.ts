import * as z from "zod/mini";

/** A difference between the recorded state and the cloud that `cloud drift` does not count for a while. */
export interface DriftIgnore {
  /** `<service>.<need>` for all resources of a need, or the URN of one resource. */
  readonly resource: string;
  /** The input that may differ, with all below it: `memorySizeGb`, `settings.tier`. */
  readonly property: string;
  /** The email address of the person or team that ends it. */
  readonly owner: string;
  /** The last day on which it counts: `2026-12-24`. */
  readonly expires: string;
  readonly because: string;
}

export const driftIgnoreSchema = z.array(
  z.strictObject({ resource: z.string(), property: z.string(), owner: z.string(), expires: z.string(), because: z.string() }),
);
