import type { Report } from "../../base/problem.ts";
import { suggestion } from "../../base/suggestion.ts";
import type { EffectiveService } from "../effective.ts";
import type { Endpoint } from "../fields/calls.ts";
import type { FrontEndpoint } from "../fields/front.ts";
import { servicePort, transportOf } from "../fields/ports.ts";
import type { Call } from "../model.ts";
import { addressOf, missingEndpoint, NO_PORT, outsideCall, portOf } from "./call-targets.ts";
import { componentTarget, stackTarget } from "./far-calls.ts";
import type { LayeredCall } from "./called.ts";
import { layeredCalls } from "./layered-calls.ts";
import { reporterAt } from "./reporters.ts";
import type { Run } from "./run.ts";
import type { CheckedServices } from "./services.ts";
import type { CheckedStack } from "./stacks.ts";

/** The services that a stack runs. */
export interface Callees {
  /** The stack of the caller. Undefined if no stack runs it. */
  readonly on: CheckedStack | undefined;
  readonly runs: (callee: string) => boolean;
  /** Lists the services of the stack behind a front. */
  readonly behind: (front: string) => readonly string[];
  /** Hears of a service that the stack must run. @param target what the caller calls, if it is not the service itself */
  readonly missing: (callee: string, target?: string) => void;
}

/** Looks up the calls of a service. Passes each callee that the stack must run, but does not, to `missing`. */
export const checkCalls = (caller: EffectiveService, run: Run, callees: Callees): readonly Call[] =>
  layeredCalls(caller, run).map((call) => callTo(call, run, callees));

function callTo({ name, call, layer, isOptional }: LayeredCall, run: Run, callees: Callees): Call {
  const { services, problems } = run;
  if (call.kind === "unset") return { name, layer, to: { kind: "unset", isOptional } };
  if (call.kind === "onStack") return { name, layer, ...stackTarget(call, run, callees.on, reporterOfCall(name, layer, problems)) };
  const endpoint = call.kind === "optional" ? call.call : call;
  if (endpoint.kind === "outside") return { name, layer, ...outsideCall(endpoint) };
  if (endpoint.kind === "componentService") {
    const lacks = callees.on !== undefined && !Object.hasOwn(callees.on.on.stack.input.components ?? {}, endpoint.component);
    if (lacks && call.kind === "optional")
      return { name, layer, to: { kind: "absent", service: `the component ${endpoint.component}`, port: "" } };
    return { name, layer, ...componentTarget(endpoint, callees.on, reporterOfCall(name, layer, problems)) };
  }
  if (endpoint.kind === "frontEndpoint") return frontCall({ name, call, layer, isOptional }, endpoint, { services, problems }, callees);
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

/** Returns a reporter whose paths start after the name of a call. */
const reporterOfCall =
  (name: string, layer: LayeredCall["layer"], problems: Run["problems"]): Report =>
  (path, message, hint) =>
    reporterAt(layer, problems)(`calls.${name}${path}`, message, hint);

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

function reportCall(at: string, endpoint: Endpoint, services: CheckedServices, report: Report): void {
  if (!services.broken.has(endpoint.service)) report(at, ...missingEndpoint(endpoint, services));
}
