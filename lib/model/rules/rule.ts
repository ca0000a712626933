import type { Report } from "../../base/problem.ts";
import type { EffectiveService } from "../effective.ts";
import type { StackInput } from "../stack.ts";
import type { Tier } from "../tier.ts";

/** Checks a service as it runs on a tier. Reports paths as they are in the spec. */
export type ServiceRule = (service: EffectiveService, report: Report, tier: Tier) => void;

/** Checks the values of a stack. */
export type StackRule = (stack: StackInput<Tier>, report: Report) => void;
