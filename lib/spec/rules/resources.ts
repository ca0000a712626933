import type { Amounts, Resources } from "../effective.ts";
import type { Report } from "../problem.ts";
import { compareQuantities, normalizeQuantity } from "../quantity.ts";
import type { ServiceRule } from "./rule.ts";

const UNITS = "cores such as 250m or 1; bytes such as 64Mi, 1Gi or 500M";
const KINDS = ["cpu", "memory", "storage"] as const;

/** Quantities that Kubernetes can read, more than nothing, and limits not below requests. */
export const resourcesRule: ServiceRule = (service, report) => {
  checkResources(service.resources, "resources", report);
  for (const job of service.jobs) checkResources(job.resources, `jobs.${job.name}.resources`, report);
  for (const init of service.init) checkResources(init.resources, `init.${init.name}.resources`, report);
};

function checkResources({ requests, limits }: Resources, at: string, report: Report): void {
  checkAmounts(requests, at, report);
  for (const kind of KINDS) {
    const path = `${at}.limits.${kind}`;
    if (normalizeQuantity(requests[kind]) === undefined) continue;
    if (normalizeQuantity(limits[kind]) === undefined) report(path, notAQuantity(limits[kind]), UNITS);
    else if (compareQuantities(limits[kind], requests[kind]) === -1) {
      report(path, `${limits[kind]} is below the request ${requests[kind]}`);
    }
  }
}

function checkAmounts(amounts: Amounts, at: string, report: Report): void {
  for (const kind of KINDS) {
    const text = amounts[kind];
    if (normalizeQuantity(text) === undefined) report(`${at}.${kind}`, notAQuantity(text), UNITS);
    else if (compareQuantities(text, "0") !== 1) report(`${at}.${kind}`, `${text} is not more than nothing`);
  }
}

function notAQuantity(text: string): string {
  const likely = /^([\d.]+)\s*([KMGTP])(?:i?B|b)$/i.exec(text);
  const [, number = "", unit = ""] = likely ?? [];
  const hint = likely === null ? "" : `; did you mean "${number}${unit.toUpperCase()}i" or "${number}${unit.toUpperCase()}"?`;
  return `"${text}" is not a quantity${hint}`;
}
