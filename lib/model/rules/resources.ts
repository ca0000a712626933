import type { Amounts, Resources } from "../fields/resources.ts";
import type { Report } from "../../base/problem.ts";
import { valueAt } from "../../base/values.ts";
import { isQualifiedName } from "../qualified-name.ts";
import { compareQuantities, normalizeQuantity, roundUpToBinaryUnit, roundUpToThousandths } from "../quantity.ts";
import type { ServiceRule } from "./rule.ts";

/** Examples of quantities, for hints. */
export const UNITS = "cores such as 250m or 1; bytes such as 64Mi, 1Gi or 500M";
const MAX_CORES = 1920;
/** From here on, a number of cores needs a unit. Only 100m to 500m are usual, in the examples of Kubernetes and its charts. */
const MIN_DOUBTFUL_CORES = "100";
const KINDS = ["cpu", "memory", "storage"] as const;

/** Checks that quantities are valid and positive, and that no limit is below its request. */
export const resourcesRule: ServiceRule = (service, report) => {
  const written = (path: string): unknown =>
    service.layers.map(({ values }) => valueAt(values, path.split("."))).findLast((value) => value !== undefined);
  const check = (resources: Resources, at: string): void => checkResources(resources, at, { report, written });
  check(service.resources, "resources");
  for (const { name, resources } of service.sidecars) check(resources, `sidecars.${name}.resources`);
  const parts = [
    ...service.jobs.map((job) => [`jobs.${job.name}.resources`, job.resources] as const),
    ...service.init.map((init) => [`init.${init.name}.resources`, init.resources] as const),
  ];
  // Resources that a part inherits from the service were checked there. It inherits no extended ones.
  const inherited = JSON.stringify({ ...service.resources, extended: undefined });
  for (const [at, resources] of parts) if (JSON.stringify(resources) !== inherited) check(resources, at);
};

interface Check {
  readonly report: Report;
  /** Returns the value that the spec sets at a path. Without one, the value follows from another one. */
  readonly written: (path: string) => unknown;
}

function checkResources({ requests, limits, extended = {} }: Resources, at: string, { report, written }: Check): void {
  for (const name of Object.keys(extended)) {
    if (!isExtendedResource(name))
      report(`${at}.extended.${name}`, `"${name}" is not the name of an extended resource such as nvidia.com/gpu`);
  }
  for (const kind of KINDS) {
    const path = `${at}.limits.${kind}`;
    const wrong = problemOf(kind, requests) ?? doubtfulCores(kind, requests, () => written(`${at}.cpu`));
    const wrongLimit = problemOf(kind, limits) ?? doubtfulCores(kind, limits, () => written(path));
    if (wrong !== undefined) report(`${at}.${kind}`, wrong, UNITS);
    // The default limit follows from the request, so a problem of both is one of the request.
    if (wrongLimit !== undefined && written(path) !== undefined) report(path, wrongLimit, UNITS);
    else if (wrongLimit !== undefined && wrong === undefined)
      report(
        `${at}.${kind}`,
        `the default limit is twice ${requests[kind]}, and ${wrongLimit}`,
        `write limits: { ${kind}: "${MAX_CORES}" }`,
      );
    if (wrong !== undefined || wrongLimit !== undefined) continue;
    if (compareQuantities(limits[kind], requests[kind]) === -1) report(path, `${limits[kind]} is below the request ${requests[kind]}`);
  }
}

const problemOf = (kind: keyof Amounts, amounts: Amounts): string | undefined =>
  kind === "cpu" ? coresProblem(amounts.cpu) : (bytesProblem(amounts[kind]) ?? unitProblem(amounts[kind]));

/** Explains that a number without `m` counts whole cores: `250`, `1e3` or `1k`. `250000m` says that so many are meant. */
function doubtfulCores(kind: keyof Amounts, { cpu }: Amounts, readWritten: () => unknown): string | undefined {
  // Most services request less than a core.
  if (kind !== "cpu" || cpu.endsWith("m")) return undefined;
  const written = readWritten();
  if (typeof written !== "string" || written.endsWith("m") || compareQuantities(cpu, MIN_DOUBTFUL_CORES) === -1) return undefined;
  const number = cpu.replace(/k$/, "000");
  return `${written} are whole cores; did you mean "${number}m"? Write "${number}000m" for so many`;
}

function coresProblem(text: string): string | undefined {
  const problem = positiveProblem(text);
  if (problem !== undefined) return problem;
  if (text.endsWith("i")) return `${text} counts bytes, not cores; did you mean "${text.replace(/[KMGTPE]i$/, "m")}"?`;
  // No machine has more cores. Source: Compute Engine, the machine types of 2026.
  if (compareQuantities(text, String(MAX_CORES)) === 1) {
    const number = text.replace(/k$/, "000");
    return `${number} is more than ${MAX_CORES} cores${/^\d+$/.test(number) ? `; did you mean "${number}m"?` : ""}`;
  }
  if (!/[nu]$/.test(normalizeQuantity(text) ?? "")) return undefined;
  return `${text} has parts of 1m, the smallest share of a core; did you mean "${roundUpToThousandths(text)}"?`;
}

/** Explains that a size is less than anything can use. A number without a unit counts bytes. @param unit the unit that people forget */
export function unitProblem(text: string, minimum = "1Mi", unit = "Mi"): string | undefined {
  if (compareQuantities(text, minimum) !== -1) return undefined;
  return `must be at least ${minimum}, got ${text}${/^\d+$/.test(text) ? `; did you mean "${text}${unit}"?` : ""}`;
}

/** Returns the reason why no volume of a disk can have a size. */
export const diskProblem = (size: string): string | undefined => bytesProblem(size) ?? unitProblem(size, "1Mi", "Gi");

/** Returns the reason why a quantity is not a positive, whole number of bytes, or undefined if it is one. */
export function bytesProblem(text: string): string | undefined {
  const problem = positiveProblem(text);
  if (problem !== undefined || !/[num]$/.test(normalizeQuantity(text) ?? "")) return problem;
  // `128m` is a part of a byte, so its unit is a mistake. The value of `1.1Gi` is meant.
  const meant = compareQuantities(text, "1Ki") === -1 ? text.replace(/[num]?$/, "Mi") : roundUpToBinaryUnit(text);
  return `${text} is not a whole number of bytes; did you mean "${meant}"?`;
}

function positiveProblem(text: string): string | undefined {
  if (normalizeQuantity(text) === undefined) return notAQuantity(text);
  return compareQuantities(text, "0") === 1 ? undefined : `must be greater than 0, got ${text}`;
}

/** True if a name is `<domain>/<name>`, and the domain is not Kubernetes' own. Source: Kubernetes, `IsExtendedResourceName`. */
function isExtendedResource(name: string): boolean {
  const [domain = "", ...rest] = name.split("/");
  return isQualifiedName(name) && rest.length === 1 && !domain.startsWith("requests.") && !/(?:^|\.)kubernetes\.io$/.test(domain);
}

/** Words the problem of a malformed quantity. */
export function notAQuantity(text: string): string {
  const [, number, unit = ""] = /^([\d.]+)\s*([KMGTP])(?:i?B|b)$/i.exec(text) ?? [];
  const hint = number === undefined ? "" : `; did you mean "${number}${unit.toUpperCase()}i" or "${number}${unit.toUpperCase()}"?`;
  return `"${text}" is not a quantity${hint}`;
}
