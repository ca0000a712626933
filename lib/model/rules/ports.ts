import type { Report } from "../../base/problem.ts";
import { suggestion } from "../../base/suggestion.ts";
import type { EffectiveService } from "../effective.ts";
import { type Probe, sameCheck } from "../fields/probes.ts";
import type { ServiceRule } from "./rule.ts";

/** Checks that no two ports have one number, and that a public route leads to an http port. */
export const portsRule: ServiceRule = (service, report) => {
  checkNumbers(service, report);
  const route = service.public;
  if (route === undefined) return;
  // A tier or a stack may set a part of a route that the service does not have.
  if (route.port === undefined) return report("public.port", "missing: a string is required");
  const port = service.ports.find(({ name }) => name === route.port);
  if (port === undefined) report("public.port", noPort(service, route.port));
  else if (port.protocol !== "http") report("public.port", `"${route.port}" is a ${port.protocol} port; a public route needs an http port`);
};

function checkNumbers({ ports }: EffectiveService, report: Report): void {
  const repeated = new Set<string>();
  for (const field of ["port", "servicePort"] as const) {
    const seen = new Map<number, string>();
    for (const port of ports) {
      const first = seen.get(port[field]);
      if (first === undefined) seen.set(port[field], port.name);
      // By default, the service port follows the port, so one repeated number is one mistake.
      else if (!repeated.has(port.name)) {
        repeated.add(port.name);
        report(`ports.${port.name}.${field}`, `${port[field]} is already the ${field} of "${first}"`);
      }
    }
  }
}

/** Checks that both checks exist and lead to ports, and that readiness is not the same check as liveness. */
export const healthRule: ServiceRule = (service, report) => {
  if (service.schedule !== undefined) return;
  const { readiness, liveness } = service.health;
  checkExistence(service, report);
  if (readiness !== undefined) checkProbe(service, readiness, "health.readiness", report);
  if (liveness !== undefined) checkProbe(service, liveness, "health.liveness", report);
  if (readiness !== undefined && liveness !== undefined && sameCheck(readiness, liveness)) {
    report(
      "health.liveness",
      `is the same check as readiness (${readiness.kind}), so Kubernetes would restart an overloaded pod`,
      'give another check, such as tcp("http") or exec(["/bin/alive"])',
    );
  }
};

/** Reports a missing check. If both are missing, that is one problem. */
function checkExistence({ health: { readiness, liveness } }: EffectiveService, report: Report): void {
  if (readiness !== undefined && liveness !== undefined) return;
  const [path, checks] =
    readiness === undefined && liveness === undefined
      ? ["health", "readiness and liveness checks"]
      : readiness === undefined
        ? ["health.readiness", "a readiness check"]
        : ["health.liveness", "a liveness check"];
  report(path, `missing: a service without ports must have ${checks}`, 'give a command: exec(["pgrep", "-f", "worker"])');
}

function checkProbe(service: EffectiveService, probe: Probe, path: string, report: Report): void {
  if (probe.kind === "exec") return;
  for (const header of probe.kind === "http" ? Object.keys(probe.headers) : []) {
    // The characters of a token. Source: RFC 9110.
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(header)) report(`${path}.headers.${header}`, `"${header}" is not a valid HTTP header name`);
  }
  if (!service.ports.some(({ name }) => name === probe.port)) report(`${path}.port`, noPort(service, probe.port));
}

const noPort = (service: EffectiveService, port: string): string => {
  const known = service.ports.map(({ name }) => name);
  return `${service.name} has no port "${port}"${suggestion(port, known)}`;
};
