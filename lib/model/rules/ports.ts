import { suggestion } from "../../base/suggestion.ts";
import { type Probe, sameCheck } from "../probes.ts";
import type { Report } from "../../base/problem.ts";
import type { EffectiveService } from "../effective.ts";
import type { ServiceRule } from "./rule.ts";

/** No number twice, and every reference to a port leads to one. */
export const portsRule: ServiceRule = (service, report) => {
  for (const field of ["port", "servicePort"] as const) {
    const seen = new Map<number, string>();
    for (const port of service.ports) {
      const first = seen.get(port[field]);
      if (first === undefined) seen.set(port[field], port.name);
      else report(`ports.${port.name}.${field}`, `${port[field]} is already the ${field} of "${first}"`);
    }
  }
  const route = service.public;
  if (route === undefined) return;
  // A tier or a stack may set a part of a route that the service does not have.
  if (route.port === undefined) return report("public.port", "missing: a string is required");
  const port = service.ports.find(({ name }) => name === route.port);
  if (port === undefined) report("public.port", noPort(service, route.port));
  else if (port.protocol !== "http") report("public.port", `"${route.port}" speaks ${port.protocol}; a public route needs an http port`);
};

/** Checks exist, lead to ports, and readiness does not ask the same as liveness. */
export const healthRule: ServiceRule = (service, report) => {
  if (service.schedule !== undefined) return;
  const { readiness, liveness } = service.health;
  for (const [name, probe] of [
    ["readiness", readiness],
    ["liveness", liveness],
  ] as const) {
    if (probe === undefined) {
      report(
        `health.${name}`,
        "missing: a service without ports has nothing to check by default",
        'give a command: exec(["pgrep", "-f", "worker"])',
      );
    } else checkPort(service, probe, `health.${name}.port`, report);
  }
  if (readiness !== undefined && liveness !== undefined && sameCheck(readiness, liveness)) {
    report(
      "health.liveness",
      `asks the same as readiness (${readiness.kind}), so an overloaded pod would be restarted instead of spared`,
      'give another check, such as tcp("http") or exec(["/bin/alive"])',
    );
  }
};

function checkPort(service: EffectiveService, probe: Probe, path: string, report: Report): void {
  if (probe.kind === "exec") return;
  for (const header of probe.kind === "http" ? Object.keys(probe.headers) : []) {
    // The characters of a token, RFC 9110.
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(header))
      report(path.replace(/port$/, `headers.${header}`), `"${header}" is not the name of an HTTP header`);
  }
  if (!service.ports.some(({ name }) => name === probe.port)) report(path, noPort(service, probe.port));
}

const noPort = (service: EffectiveService, port: string): string => {
  const known = service.ports.map(({ name }) => name);
  return `${service.name} has no port "${port}"${suggestion(port, known)}`;
};
