import { suggestion } from "../../base/suggestion.ts";
import type { EffectiveService } from "../effective.ts";
import type { StackFile } from "../fleet.ts";
import type { Call } from "../model.ts";
import type { Report } from "../../base/problem.ts";
import type { CheckedService } from "./services.ts";

/** The same for a service that no stack runs: whom it calls must have the port all the same. */
export function checkCallsAlone(caller: EffectiveService, checked: ReadonlyMap<string, CheckedService>, report: Report): void {
  for (const [name, { service, port }] of Object.entries(checked.get(caller.name)?.calls ?? {})) {
    const callee = checked.get(service);
    if (callee === undefined || callee.misshapen.length > 0) continue;
    const known = Object.keys(callee.service.service.input.ports ?? {});
    if (!known.includes(port)) report(`calls.${name}`, `${service} has no port "${port}"${suggestion(port, known)}`);
  }
}

/** Looks every call up: the callee exists, runs on the stack, and has the port. */
export function checkCalls(
  caller: EffectiveService,
  checked: ReadonlyMap<string, CheckedService>,
  declared: ReadonlySet<string>,
  running: ReadonlyMap<string, EffectiveService>,
  { stack }: StackFile,
  report: Report,
): readonly Call[] {
  const calls: Call[] = [];
  for (const [name, endpoint] of Object.entries(checked.get(caller.name)?.calls ?? {})) {
    const at = `calls.${name}`;
    const callee = running.get(endpoint.service);
    if (callee === undefined) {
      const broken = (checked.get(endpoint.service)?.misshapen.length ?? 0) > 0;
      if (broken) continue;
      if (checked.has(endpoint.service))
        report(at, `${endpoint.service} does not run on ${stack.name}, but ${caller.name} does and calls it`);
      // A callee whose name is refused has a problem of its own already.
      else if (!declared.has(endpoint.service)) report(at, `${endpoint.service} is not the default export of a file in services/`);
      continue;
    }
    const port = callee.ports.find((candidate) => candidate.name === endpoint.port);
    if (port === undefined) {
      const known = callee.ports.map((candidate) => candidate.name);
      report(at, `${endpoint.service} has no port "${endpoint.port}"${suggestion(endpoint.port, known)}`);
      continue;
    }
    calls.push({ name, service: endpoint.service, port: port.name, containerPort: port.port, servicePort: port.servicePort });
  }
  return calls;
}
