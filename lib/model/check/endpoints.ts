import type { Report } from "../../base/problem.ts";
import { checkOutside } from "../rules/outside.ts";
import type { StackFile } from "../fleet.ts";
import { missingEndpoint, portOf } from "./call-targets.ts";
import type { PlaceOf } from "./own-need.ts";
import type { Run } from "./run.ts";

/** Checks the addresses at which other clusters reach the services of a stack. */
export function checkEndpoints({ stack }: StackFile, { services }: Run, placeOf: PlaceOf, report: Report): void {
  const seen = new Set<string>();
  for (const { endpoint, at } of stack.input.endpoints ?? []) {
    const key = `${endpoint.service}.${endpoint.port}`;
    const path = `endpoints.${key}`;
    if (services.broken.has(endpoint.service)) continue;
    if (seen.has(key)) report(path, "is listed twice");
    else if (portOf(endpoint, services) === undefined) report(path, ...missingEndpoint(endpoint, services));
    else if (placeOf(endpoint.service) === "missing") report(path, `the stack does not run ${endpoint.service}`);
    checkOutside(path, { ...at }, report);
    seen.add(key);
  }
}
