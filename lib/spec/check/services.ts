import type { ServiceFile } from "../fleet.ts";
import { isEndpoint } from "../model.ts";
import { nameProblem } from "../names.ts";
import type { Problem, Report } from "../problem.ts";
import { shorten } from "../rules/stack.ts";
import { checkShape } from "../schema/check.ts";
import { serviceSchema } from "../schema/service.ts";
import { reporterFor } from "./reporters.ts";
import type { Calls } from "../service-input.ts";

/** A service of the right shape and name, with its calls asked for once. */
export interface CheckedService {
  readonly service: ServiceFile;
  readonly calls: Calls;
}

/** Names, files and shapes; only services that pass all three are looked at further. */
export function checkServices(services: readonly ServiceFile[], problems: Problem[]): ReadonlyMap<string, CheckedService> {
  const checked = new Map<string, CheckedService>();
  for (const service of services) {
    const { name, input } = service.service;
    const before = problems.length;
    const report = reporterFor(problems, service.file);
    checkName(service, checked, report);
    checkShape(serviceSchema, input, report);
    if (problems.length > before) continue;
    const calls = callsOf(service, report);
    if (calls !== undefined) checked.set(name, { service, calls });
  }
  return checked;
}

function checkName({ file, service: { name } }: ServiceFile, seen: ReadonlyMap<string, CheckedService>, report: Report): void {
  const problem = typeof name === "string" ? nameProblem(name) : "the name is not a text";
  if (problem !== undefined) report("", problem);
  const expected = /([^/]*)\.ts$/.exec(file)?.[1] ?? "";
  if (name !== expected) {
    report("", `the service is called "${shorten(String(name))}" and its file "${expected}"; the two must agree`);
  }
  const other = seen.get(name);
  if (other !== undefined) report("", `the name "${name}" is taken by ${other.service.file}`);
}

function callsOf({ service }: ServiceFile, report: Report): Calls | undefined {
  if (service.input.calls === undefined) return {};
  try {
    const calls: unknown = service.input.calls();
    if (typeof calls !== "object" || calls === null) {
      report("calls", "must return an object of endpoints");
      return undefined;
    }
    const broken = Object.entries(calls).filter(([, endpoint]) => !isEndpoint(endpoint));
    for (const [name] of broken) report(`calls.${name}`, 'is not an endpoint; write service.endpoint("port")');
    // Each value was just looked at.
    return broken.length === 0 ? (calls as Calls) : undefined;
  } catch (error) {
    report("calls", `failed: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
