import { messageOf } from "../../base/errors.ts";
import type { ServiceFile } from "../fleet.ts";
import { isEndpoint } from "../model.ts";
import type { Problem, Report } from "../../base/problem.ts";
import { checkFileName } from "../rules/file-name.ts";
import { checkShape } from "../../base/shape/check-shape.ts";
import { serviceSchema } from "../schema/service.ts";
import { reporterFor } from "./reporters.ts";
import type { Calls, Endpoint } from "../service-input.ts";

/** A service that can be looked at further, with its calls asked for once. */
export interface CheckedService {
  readonly service: ServiceFile;
  readonly calls: Calls;
  /** Paths whose values have the wrong shape; what rules say of them would only repeat it. */
  readonly misshapen: readonly string[];
}

/** Names, files and shapes. A service with a sound name goes on to the rules, so that all its problems are seen at once. */
export function checkServices(services: readonly ServiceFile[], problems: Problem[]): ReadonlyMap<string, CheckedService> {
  const checked = new Map<string, CheckedService>();
  for (const service of services) {
    const { name, input } = service.service;
    const report = reporterFor(problems, service.file);
    const named = checkName(service, checked, report);
    const misshapen: string[] = [];
    checkShape(serviceSchema, input, (path, message, hint) => {
      misshapen.push(path);
      report(path, message, hint);
    });
    if (!named || misshapen.includes("")) continue;
    const calls = misshapen.includes("calls") ? {} : callsOf(service, report);
    checked.set(name, { service, calls, misshapen });
  }
  return checked;
}

function checkName({ file, service: { name } }: ServiceFile, seen: ReadonlyMap<string, CheckedService>, report: Report): boolean {
  const sound = checkFileName("service", name, file, report);
  const other = seen.get(name);
  if (other !== undefined) report("", `the name "${name}" is taken by ${other.service.file}`);
  return sound && other === undefined;
}

function callsOf({ service }: ServiceFile, report: Report): Calls {
  if (service.input.calls === undefined) return {};
  let calls: unknown;
  try {
    calls = service.input.calls();
  } catch (error) {
    report("calls", `failed: ${messageOf(error)}`);
    return {};
  }
  if (typeof calls !== "object" || calls === null || Array.isArray(calls) || "then" in calls) {
    report("calls", "must return an object of endpoints");
    return {};
  }
  const sound: Record<string, Endpoint> = {};
  for (const [name, endpoint] of Object.entries(calls)) {
    if (isEndpoint(endpoint)) sound[name] = endpoint;
    else report(`calls.${name}`, 'is not an endpoint; write service.endpoint("port")');
  }
  return sound;
}
