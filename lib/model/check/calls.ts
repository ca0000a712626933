import type { Report } from "../../base/problem.ts";
import { suggestion } from "../../base/suggestion.ts";
import type { EffectiveService } from "../effective.ts";
import { type Endpoint, type OutsideCall } from "../fields/calls.ts";
import type { FrontEndpoint } from "../fields/front.ts";
import { servicePort, transportOf } from "../fields/ports.ts";
import { type Call, type ReachedCall } from "../model.ts";
import { absentService } from "./absent-service.ts";
import { layeredCalls, type LayeredCall } from "./layered-calls.ts";
import { reporterAt } from "./reporters.ts";
import type { Run } from "./run.ts";
import type { CheckedServices } from "./services.ts";

/** The services that a stack runs. */
export interface Callees {
  readonly runs: (callee: string) => boolean;
  /** Lists the services of the stack behind a front. */
  readonly behind: (front: string) => readonly string[];
  /** Hears of a service that the stack must run. @param target what the caller calls, if it is not the service itself */
  readonly missing: (callee: string, target?: string) => void;
}

/** Looks up the calls of a service. Passes each callee that the stack must run, but does not, to `missing`. */
export const checkCalls = (caller: EffectiveService, run: Run, callees: Callees): readonly Call[] =>
  layeredCalls(caller, run).map((call) => callTo(call, run, callees));

function callTo({ name, call, layer }: LayeredCall, { services, problems }: Run, callees: Callees): Call {
  if (call.kind === "outside") return { name, layer, ...outsideCall(call) };
  const endpoint = call.kind === "optional" ? call.call : call;
  if (endpoint.kind === "frontEndpoint") return frontCall({ name, call, layer }, endpoint, { services, problems }, callees);
  const { service, port } = endpoint;
  const found = portOf(endpoint, services);
  if (found === undefined) reportCall(`calls.${name}`, endpoint, services, reporterAt(layer, problems));
  else if (!callees.runs(service)) {
    if (call.kind === "optional") return { name, layer, to: { kind: "absent", service, port } };
    callees.missing(service);
  }
  const to = { kind: "service", service, port } as const;
  return { name, layer, ...addressOf(service, found?.port ?? 0), to, opens: found?.opens ?? NO_PORT };
}

function frontCall(
  { name, call, layer }: LayeredCall,
  { front, port }: FrontEndpoint,
  { services, problems }: Pick<Run, "services" | "problems">,
  callees: Callees,
): Call {
  const first = services.fronts.get(front);
  const ports = first?.input.front?.ports ?? {};
  const spec = Object.hasOwn(ports, port) ? ports[port] : undefined;
  const report = reporterAt(layer, problems);
  if (first === undefined)
    report(`calls.${name}`, `no service has the front "${front}"`, `write front: ${front} in the services behind it`);
  else if (spec === undefined) report(`calls.${name}`, `the front ${front} has no port "${port}"${suggestion(port, Object.keys(ports))}`);
  else if (callees.behind(front).length === 0) {
    if (call.kind === "optional") return { name, layer, to: { kind: "absent", service: front, port } };
    callees.missing(first.service.service.name, front);
  }
  const to = { kind: "front", front, port, services: callees.behind(front) } as const;
  if (spec === undefined) return { name, layer, ...addressOf(front, 0), to, opens: NO_PORT };
  return { name, layer, ...addressOf(front, servicePort(spec)), to, opens: { port: spec.port, protocol: transportOf(spec) } };
}

const addressOf = (host: string, port: number) => ({ host, port, address: `${host}:${port}` });

const outsideCall = ({ host, port, range }: OutsideCall): Omit<ReachedCall, "name" | "layer"> => ({
  ...addressOf(host, port),
  to: range === undefined ? { kind: "internet" } : { kind: "range", range },
  opens: { port, protocol: "TCP" },
});

/** The port of a call that cannot be resolved. A fleet with problems is never written, so no manifest has it. */
const NO_PORT: ReachedCall["opens"] = { port: 0, protocol: "TCP" };

function portOf({ service, port }: Endpoint, { byName }: CheckedServices): Pick<ReachedCall, "port" | "opens"> | undefined {
  const ports = byName.get(service)?.input.ports ?? {};
  const spec = Object.hasOwn(ports, port) ? ports[port] : undefined;
  return spec === undefined ? undefined : { port: servicePort(spec), opens: { port: spec.port, protocol: transportOf(spec) } };
}

function reportCall(at: string, { service, port }: Endpoint, services: CheckedServices, report: Report): void {
  if (services.broken.has(service)) return;
  const callee = services.byName.get(service);
  const absence = callee === undefined ? absentService(service, services) : undefined;
  if (callee === undefined) report(at, absence?.message ?? "", absence?.hint);
  else report(at, `${service} has no port "${port}"${suggestion(port, Object.keys(callee.input.ports ?? {}))}`);
}
