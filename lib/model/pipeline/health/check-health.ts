import type { Report } from "../../../base/problem.ts";
import { HEALTH_KINDS, type HealthCheckInput, type HealthCheckSpec } from "./registry.ts";

const NAMES = HEALTH_KINDS.map(({ name }) => name);

/** Checks the health checks of a stage. */
export const checkHealth = (inputs: readonly HealthCheckInput[], path: string, report: Report): readonly HealthCheckSpec[] =>
  inputs.flatMap((input, index): readonly HealthCheckSpec[] => {
    const at = `${path}.health[${index}]`;
    const [kind, other] = HEALTH_KINDS.filter(({ name }) => Object.hasOwn(input, name));
    const spec = other === undefined ? kind?.parse(input, at, report) : undefined;
    if (kind !== undefined && other === undefined) return spec === undefined ? [] : [spec];
    const message = kind === undefined ? "checks nothing" : `has ${kind.name} and ${other?.name}`;
    report(at, `${message}; a check has one of ${NAMES.join(", ")}`, '{ http: "https://staging.shop.example.com/healthz" }');
    return [];
  });
