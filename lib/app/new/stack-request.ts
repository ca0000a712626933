import type { Tier } from "../../model/tier.ts";

export interface NewStackRequest {
  readonly name: string | undefined;
  /** @default that of `from` */
  readonly tier?: Tier | undefined;
  /** @default that of `from` */
  readonly region?: string | undefined;
  /** @default that of `from` */
  readonly project?: string | undefined;
  /** The stack to take services and versions from. @default the last one of the same tier */
  readonly from?: string | undefined;
  /** The stack whose fields the new one has, also later ones. Excludes `tier`, `region`, `project` and `from`. @default none */
  readonly like?: string | undefined;
  /** The last day, or a duration from now: `2026-12-24`, `14d`, `2w`. @default the stack does not expire */
  readonly expires?: string | undefined;
}
