import type { HealthCheckSpec } from "../../model/pipeline/pipeline.ts";
import type { HealthCheck } from "./health-check.ts";
import { httpCheck } from "./http-check.ts";

/** Makes the check of each kind. A new kind is one file and one line here. */
const KINDS: Readonly<Record<HealthCheckSpec["kind"], (spec: HealthCheckSpec) => HealthCheck>> = { http: httpCheck };

/** Returns the check of a spec. */
export const healthCheck = (spec: HealthCheckSpec): HealthCheck => KINDS[spec.kind](spec);
