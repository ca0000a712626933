import type { EffectiveService } from "../effective.ts";
import type { Report } from "../../base/problem.ts";
import type { Tier } from "../tier.ts";

/** Looks at a service as it will run on a tier; reports paths as they stand in the spec. */
export type ServiceRule = (service: EffectiveService, report: Report, tier: Tier) => void;
