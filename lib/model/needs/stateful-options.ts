import * as z from "zod/mini";
import type { Report } from "../../base/problem.ts";
import type { none } from "../fields/probes.ts";
import type { Tier } from "../tier.ts";

/** The statement that a thing is off, with the reason. */
export type Without = ReturnType<typeof none>;

export const withoutSchema = z.strictObject({ kind: z.literal("none"), because: z.optional(z.string()) });

/** The options of needs whose instances keep data. */
export interface StatefulOptions {
  /** `none("because ...")` permits to delete the instance, also on prod. @default prod refuses deletions */
  readonly protection?: Without;
  /** The earlier name of the need, or `<service>.<need>`. The instance keeps its name and its data. @default none */
  readonly movedFrom?: string;
}

const NAME = /^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)?$/;

export const statefulFields = {
  protection: z.optional(withoutSchema),
  movedFrom: z.optional(z.string().check(z.regex(NAME, 'must be the name of a need, or "<service>.<need>"'))),
};

/** True if a statement has a reason. */
export const hasReason = ({ because = "" }: Without): boolean => because.trim() !== "";

/** Reports a need on prod that may be deleted without a reason. */
export function checkProtection({ protection }: StatefulOptions, tier: Tier, report: Report): void {
  if (tier === "prod" && protection !== undefined && !hasReason(protection))
    report("protection", "needs a reason on prod", 'write it: protection: none("the data can be built again")');
}

/** The names that an instance has. */
export interface Identity {
  readonly service: string;
  readonly need: string;
}

/** Returns the names that an instance has. A renamed need keeps those from before, so no data moves. */
export function identityOf(owner: Identity, need: object): Identity {
  const movedFrom = "movedFrom" in need && typeof need.movedFrom === "string" ? need.movedFrom : undefined;
  if (movedFrom === undefined) return owner;
  const [first = "", second] = movedFrom.split(".");
  return second === undefined ? { service: owner.service, need: first } : { service: first, need: second };
}

/** True if the engine and the cloud refuse to delete the instance of a need. */
export const isKept = (tier: Tier, need: object): boolean => tier === "prod" && !("protection" in need && need.protection !== undefined);
