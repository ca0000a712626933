import { suggestion } from "../../base/suggestion.ts";
import type { EffectiveService } from "../effective.ts";
import { transportOf } from "../fields/ports.ts";
import type { ServiceRule } from "./rule.ts";

/** Checks that no two ports of a transport have one number. */
export const portsRule: ServiceRule = ({ ports }, report) => {
  const repeated = new Set<string>();
  for (const field of ["port", "servicePort"] as const) {
    const seen = new Map<string, string>();
    for (const port of ports) {
      // A TCP port and a UDP port may have one number.
      const key = `${port[field]}/${transportOf(port)}`;
      const first = seen.get(key);
      if (first === undefined) seen.set(key, port.name);
      // By default, the service port follows the port, so one repeated number is one mistake.
      else if (!repeated.has(port.name)) {
        repeated.add(port.name);
        const hint = field === "servicePort" ? `give each another number: servicePort: ${port.port}` : undefined;
        report(`ports.${port.name}.${field}`, `${port[field]} is already the ${field} of "${first}"`, hint);
      }
    }
  }
};

/** Words the problem of a port that a service does not have. */
export const noPort = (service: EffectiveService, port: string): string => {
  const known = service.ports.map(({ name }) => name);
  return `${service.name} has no port "${port}"${suggestion(port, known)}`;
};
