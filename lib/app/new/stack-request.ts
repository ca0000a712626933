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
}
