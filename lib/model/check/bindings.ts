import type { Report } from "../../base/problem.ts";
import { suggestion } from "../../base/suggestion.ts";
import { shorten } from "../../base/text.ts";
import { servicesOf, type StackFile } from "../fleet.ts";
import type { StackModel } from "../model.ts";
import { type Need, needKind } from "../needs/registry.ts";
import type { NeedRef } from "../needs/need-ref.ts";
import type { AnyStack, Binding } from "../stack.ts";
import type { Tier } from "../tier.ts";
import { misnamedInstance } from "./absent-service.ts";
import type { Run } from "./run.ts";
import type { CheckedServices } from "./services.ts";

/** Checks that shared instances exist and belong to the same tier. For typed input, the compiler has checked the tier. */
export function checkBindings({ stack }: StackFile, run: Run, placeOf: PlaceOf, report: Report): StackModel["bindings"] {
  const bound = new Map<string, { readonly stack: AnyStack; readonly service: string; readonly need: string }>();
  for (const binding of stack.input.bindings ?? []) {
    const { need, to } = binding;
    const key = `${need.service}.${need.need}`;
    const say: Say = (message, hint) => report(`bindings.${key}`, message, hint);
    if (!checkOwn(need, run.services, placeOf, say)) continue;
    if (run.stacks.broken.has(to.stack)) continue;
    const target = run.stacks.readable.find(({ on }) => on.stack.name === to.stack)?.on.stack;
    if (target === undefined) say(`there is no stack "${shorten(to.stack)}"`);
    else if (target.tier !== stack.tier) {
      say(`${to.stack} is ${target.tier}, but ${stack.name} is ${stack.tier}; only stacks of one tier share an instance`);
    } else {
      checkTarget(binding, target, run, say);
      if (bound.has(key)) say("is listed twice");
      bound.set(key, { stack: target, service: to.need.service, need: to.need.need });
    }
  }
  return bound;
}

type Say = (message: string, hint?: string) => void;

/** Returns if a stack runs a service, lacks it, or lacks it for a reason that was reported. */
type PlaceOf = (service: string) => "runs" | "missing" | "reported";

/** Checks the stack's own need: it exists and its kind can be shared. Returns false if the target need not be checked. */
function checkOwn(ref: NeedRef, services: CheckedServices, placeOf: PlaceOf, say: Say): boolean {
  const { service, need } = ref;
  const place = placeOf(service);
  if (services.broken.has(service) || place === "reported") return false;
  if (place === "missing") {
    const absence = misnamedInstance(service, services.bases);
    say(absence?.message ?? `the stack does not run "${shorten(service)}"`, absence?.hint);
    return false;
  }
  const spec = needOf(ref, services);
  if (spec === undefined) {
    const known = Object.keys(services.byName.get(service)?.input.needs ?? {});
    say(`${service} has no need "${shorten(need)}"${suggestion(need, known)}`);
  } else if (!needKind(spec).shareable) say(`stacks cannot share a ${needKind(spec).nameOf(spec)}`);
  return spec !== undefined && needKind(spec).shareable;
}

/** Checks the other stack's need: an instance of the same kind that the other stack owns. */
function checkTarget({ need, to }: Binding<Tier>, target: AnyStack, { fleet, services }: Run, say: Say): void {
  const { service: owner } = to.need;
  if (services.broken.has(owner)) return;
  const wanted = needOf(need, services);
  const offered = needOf(to.need, services);
  const again = target.input.bindings?.find((other) => other.need.service === owner && other.need.need === to.need.need);
  if (!servicesOf(target, fleet.services).some(({ service }) => service.name === owner)) {
    const absence = misnamedInstance(owner, services.bases);
    say(absence?.message ?? `${target.name} does not run "${shorten(owner)}", so it has no such instance`, absence?.hint);
  } else if (offered === undefined) say(`${owner} has no need "${shorten(to.need.need)}"`);
  else if (wanted !== undefined && kindOf(wanted) !== kindOf(offered)) {
    say(`${need.need} is a ${kindOf(wanted)}, but ${to.need.need} of ${owner} is a ${kindOf(offered)}`);
  } else if (wanted !== undefined && difference(wanted, offered) !== undefined) {
    say(`${difference(wanted, offered)}: ${need.need}, and ${to.need.need} of ${owner}`);
  } else if (again !== undefined) say(`${target.name} does not own this instance: it is bound to ${again.to.stack}`);
}

const kindOf = (need: Need): string => needKind(need).nameOf(need);

const difference = (need: Need, other: Need): string | undefined => needKind(need).differs?.(need, other);

function needOf({ service, need }: NeedRef, { byName }: CheckedServices): Need | undefined {
  const needs = byName.get(service)?.input.needs ?? {};
  return Object.hasOwn(needs, need) ? needs[need] : undefined;
}
