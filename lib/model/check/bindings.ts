import { suggestion } from "../../base/suggestion.ts";
import { shorten } from "../../base/text.ts";
import type { EffectiveService } from "../effective.ts";
import { type ServiceFile, servicesOf, type StackFile } from "../fleet.ts";
import type { StackModel } from "../model.ts";
import type { Report } from "../../base/problem.ts";
import type { AnyStack, Binding } from "../stack.ts";
import type { Tier } from "../tier.ts";

/** Shared instances exist and belong to the same tier; the compiler says so too, for typed input. */
export function checkBindings(
  { stack }: StackFile,
  stacks: readonly AnyStack[],
  services: readonly ServiceFile[],
  running: ReadonlyMap<string, EffectiveService>,
  report: Report,
): StackModel["bindings"] {
  const bound = new Map<string, { readonly stack: AnyStack; readonly service: string; readonly need: string }>();
  for (const binding of stack.input.bindings ?? []) {
    const { need, to } = binding;
    const key = `${need.service}.${need.need}`;
    const say: Report = (_path, message) => report(`bindings.${key}`, message);
    checkOwn(binding, running, say);
    const target = stacks.find(({ name }) => name === to.stack);
    if (target === undefined) say("", `the stack "${shorten(to.stack)}" is missing or has problems of its own`);
    else if (target.tier !== stack.tier) {
      say("", `${to.stack} is ${target.tier} and ${stack.name} is ${stack.tier}; an instance is shared inside a tier only`);
    } else {
      checkTarget(binding, target, services, say);
      if (bound.has(key)) say("", "stands twice");
      bound.set(key, { stack: target, service: to.need.service, need: to.need.need });
    }
  }
  return bound;
}

/** The stack's side: a need that there is, and that can be shared. */
function checkOwn({ need }: Binding<Tier>, running: ReadonlyMap<string, EffectiveService>, say: Report): void {
  const service = running.get(need.service);
  if (service === undefined) say("", `the stack does not run "${shorten(need.service)}"`);
  else if (!Object.hasOwn(service.needs, need.need)) {
    say("", `${need.service} has no need "${shorten(need.need)}"${suggestion(need.need, Object.keys(service.needs))}`);
  } else if (service.needs[need.need]?.kind === "secret") say("", "a secret cannot be shared between stacks");
}

/** The other side: an instance of the same kind that the other stack owns itself. */
function checkTarget({ need, to }: Binding<Tier>, target: AnyStack, services: readonly ServiceFile[], say: Report): void {
  const owner = servicesOf(target, services).find(({ service }) => service.name === to.need.service);
  const wanted = kindOf(services, need.service, need.need);
  const offered = kindOf(services, to.need.service, to.need.need);
  const again = target.input.bindings?.find((other) => other.need.service === to.need.service && other.need.need === to.need.need);
  if (owner === undefined) say("", `${target.name} does not run "${shorten(to.need.service)}", so it has no such instance`);
  else if (offered === undefined) say("", `${to.need.service} has no need "${shorten(to.need.need)}"`);
  else if (wanted !== undefined && wanted !== offered) {
    say("", `${need.need} is a ${wanted} and ${to.need.need} of ${to.need.service} a ${offered}`);
  } else if (again !== undefined) say("", `${target.name} has no such instance of its own: it is bound to ${again.to.stack}`);
}

function kindOf(services: readonly ServiceFile[], name: string, need: string): string | undefined {
  const needs = services.find(({ service }) => service.name === name)?.service.input.needs;
  return needs !== undefined && Object.hasOwn(needs, need) ? needs[need]?.kind : undefined;
}
