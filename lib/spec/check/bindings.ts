import type { EffectiveService } from "../effective.ts";
import type { StackFile } from "../fleet.ts";
import type { StackModel } from "../model.ts";
import { suggestion } from "../names.ts";
import type { Report } from "../problem.ts";

/** Shared instances exist and belong to the same tier; the compiler says so too, for typed input. */
export function checkBindings(
  { stack }: StackFile,
  stacks: readonly StackFile[],
  running: ReadonlyMap<string, EffectiveService>,
  report: Report,
): StackModel["bindings"] {
  const bound = new Map<string, { readonly stack: StackFile["stack"]; readonly service: string; readonly need: string }>();
  for (const { need, to } of stack.input.bindings ?? []) {
    const key = `${need.service}.${need.need}`;
    const at = `bindings.${key}`;
    const target = stacks.find((candidate) => candidate.stack.name === to.stack)?.stack;
    const service = running.get(need.service);
    if (service === undefined) report(at, `the stack does not run "${need.service}"`);
    else if (!Object.hasOwn(service.needs, need.need)) {
      report(at, `${need.service} has no need "${need.need}"${suggestion(need.need, Object.keys(service.needs))}`);
    } else if (service.needs[need.need]?.kind === "secret") {
      report(at, "a secret cannot be shared between stacks");
    }
    if (target === undefined) report(at, `the stack "${to.stack}" is missing or has problems of its own`);
    else if (target.tier !== stack.tier) {
      report(at, `${to.stack} is ${target.tier} and ${stack.name} is ${stack.tier}; an instance is shared inside a tier only`);
    } else bound.set(key, { stack: target, service: to.need.service, need: to.need.need });
    if (bound.has(key) && to.need.spec === undefined) report(at, `${to.need.service} has no need "${to.need.need}"`);
  }
  return bound;
}
