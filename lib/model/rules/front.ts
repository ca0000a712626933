import { servicePort, transportOf } from "../fields/ports.ts";
import { nameProblem } from "../names.ts";
import { noPort } from "./ports.ts";
import type { ServiceRule } from "./rule.ts";

/** Checks that a service has the ports of its front. */
export const frontRule: ServiceRule = (service, report) => {
  const { front, ports } = service;
  if (front === undefined) return;
  const problem = nameProblem(front.name);
  if (problem !== undefined) report("front.name", problem);
  if (Object.keys(front.ports).length === 0) report("front.ports", "must not be empty");
  const taken = new Map<string, string>();
  for (const [name, spec] of Object.entries(front.ports)) {
    const own = ports.find((port) => port.name === name);
    const number = `${servicePort(spec)}/${transportOf(spec)}`;
    const other = taken.get(number);
    taken.set(number, other ?? name);
    if (other !== undefined) report(`front.ports.${name}`, `${servicePort(spec)} is already the servicePort of "${other}"`);
    if (own === undefined) report("front", `${noPort(service, name)}, but its front ${front.name} has it`);
    for (const field of ["port", "protocol"] as const) {
      if (own !== undefined && own[field] !== spec[field])
        report(`ports.${name}.${field}`, `${own[field]} differs from ${spec[field]} of the front ${front.name}`);
    }
  }
};
