import type { Report } from "../../base/problem.ts";
import { suggestion } from "../../base/suggestion.ts";
import type { EffectiveService } from "../effective.ts";
import type { Call } from "../model.ts";
import { servicePort, transportOf } from "../fields/ports.ts";
import type { Endpoint } from "../service-input.ts";
import { absentService } from "./absent-service.ts";
import type { CheckedServices } from "./services.ts";

/** Looks up the calls of a service, and passes each callee that the stack does not run to `missing`. */
export function checkCalls(
  caller: EffectiveService,
  services: CheckedServices,
  report: Report,
  missing: (callee: string) => void,
): readonly Call[] {
  const calls = services.byName.get(caller.name)?.calls ?? {};
  return Object.entries(calls).map(([name, endpoint]) => {
    const { service, port } = endpoint;
    const found = portOf(endpoint, services);
    if (found === undefined) reportCall(`calls.${name}`, endpoint, services, report);
    else missing(service);
    return { name, service, port, ...(found ?? PLACEHOLDER) };
  });
}

type CalledPort = Pick<Call, "containerPort" | "servicePort" | "transport">;

/** The port of a call that cannot be resolved. A fleet with problems is never written, so no manifest has it. */
const PLACEHOLDER: CalledPort = { containerPort: 0, servicePort: 0, transport: "TCP" };

function portOf({ service, port }: Endpoint, { byName }: CheckedServices): CalledPort | undefined {
  const ports = byName.get(service)?.input.ports ?? {};
  const spec = Object.hasOwn(ports, port) ? ports[port] : undefined;
  return spec === undefined ? undefined : { containerPort: spec.port, servicePort: servicePort(spec), transport: transportOf(spec) };
}

function reportCall(at: string, { service, port }: Endpoint, services: CheckedServices, report: Report): void {
  if (services.broken.has(service)) return;
  const callee = services.byName.get(service);
  const absence = callee === undefined ? absentService(service, services) : undefined;
  if (callee === undefined) report(at, absence?.message ?? "", absence?.hint);
  else report(at, `${service} has no port "${port}"${suggestion(port, Object.keys(callee.input.ports ?? {}))}`);
}
