import type { Report } from "../../base/problem.ts";
import { shorten } from "../../base/text.ts";
import { servicesOf, type StackFile } from "../fleet.ts";
import type { BoundInstance, StackModel } from "../model.ts";
import { type Need, needKind } from "../needs/registry.ts";
import type { NeedRef } from "../needs/need-ref.ts";
import { providerOf, providersOf } from "../stack-fields/providers.ts";
import { isUsed, type UsedNeed } from "../needs/use.ts";
import type { AnyStack, Binding } from "../stack.ts";
import type { Tier } from "../tier.ts";
import { misnamedInstance } from "./absent-service.ts";
import { boundRanges } from "./bound-ranges.ts";
import { needOf, ownNeed, type PlaceOf, type Say } from "./own-need.ts";
import type { Run } from "./run.ts";
import type { CheckedServices } from "./services.ts";
import { variantOf } from "./variants.ts";

/** Checks that shared instances exist and belong to the same tier. For typed input, the compiler has checked the tier. */
export function checkBindings({ stack }: StackFile, run: Run, placeOf: PlaceOf, report: Report): StackModel["bindings"] {
  const bound = new Map<string, BoundInstance>();
  for (const binding of stack.input.bindings ?? []) {
    const { need, to } = binding;
    const key = `${need.service}.${need.need}`;
    const say: Say = (message, hint) => report(`bindings.${key}`, message, hint);
    if (!checkOwn(need, run.services, placeOf, say)) continue;
    if (run.stacks.broken.has(to.stack)) continue;
    const checked = run.stacks.readable.find(({ on }) => on.stack.name === to.stack);
    const target = checked?.on.stack;
    if (checked === undefined || target === undefined) say(`there is no stack "${shorten(to.stack)}"`);
    else if (target.tier !== stack.tier) {
      say(`${to.stack} is ${target.tier}, but ${stack.name} is ${stack.tier}; only stacks of one tier share an instance`);
    } else {
      checkTarget(binding, [stack, target], run, say);
      if (bound.has(key)) say("is listed twice");
      const { service, need: name } = to.need;
      bound.set(key, { stack: target, service, need: name, ranges: boundRanges(to.need, checked, run) });
    }
  }
  return bound;
}

/** Checks the stack's own need: it exists and its kind can be shared. Returns false if the target need not be checked. */
function checkOwn(ref: NeedRef, services: CheckedServices, placeOf: PlaceOf, say: Say): boolean {
  const spec = ownNeed(ref, services, placeOf, say);
  if (spec === undefined) return false;
  const kind = needKind(spec);
  if (!kind.shareable(spec)) say(`stacks cannot share a ${kind.nameOf(spec)}`);
  return kind.shareable(spec);
}

/** Checks the other stack's need: an instance of the same kind that the other stack owns. */
function checkTarget({ need, to }: Binding<Tier>, [stack, target]: readonly [AnyStack, AnyStack], run: Run, say: Say): void {
  const { fleet, services } = run;
  const { service: owner } = to.need;
  if (services.broken.has(owner)) return;
  const wanted = needOn(stack, need, run);
  const offered = needOn(target, to.need, run);
  const again = target.input.bindings?.find((other) => other.need.service === owner && other.need.need === to.need.need);
  if (!servicesOf(target, fleet.services).some(({ service }) => service.name === owner)) {
    const absence = misnamedInstance(owner, services.bases);
    say(absence?.message ?? `${target.name} does not run "${shorten(owner)}", so it has no such instance`, absence?.hint);
  } else if (offered === undefined) say(`${owner} has no need "${shorten(to.need.need)}"`);
  else if (isUsed(offered)) say(`${owner} uses need "${to.need.need}" of another service; name the owner's need`);
  else if (wanted === undefined || isUsed(wanted)) return;
  else if (kindOf(wanted) !== kindOf(offered)) {
    say(`${need.need} is a ${kindOf(wanted)}, but ${to.need.need} of ${owner} is a ${kindOf(offered)}`);
  } else if (difference(wanted, offered) !== undefined) {
    say(`${difference(wanted, offered)}: ${need.need}, and ${to.need.need} of ${owner}`);
  } else if (again === undefined && providerOf(providersOf(target.input.providers), offered) !== undefined) {
    say(`${target.name} runs its ${kindOf(offered)} in the cluster, so no other stack reaches it`);
  } else if (again !== undefined) say(`${target.name} does not own this instance: it is bound to ${again.to.stack}`);
}

/** Returns a need as a stack has it: a layer of the stack may replace it. */
function needOn(stack: AnyStack, ref: NeedRef, run: Run): Need | UsedNeed | undefined {
  const declared = needOf(ref, run.services);
  const checked = run.services.byName.get(ref.service);
  const on = run.stacks.readable.find((each) => each.on.stack === stack);
  if (declared === undefined || isUsed(declared) || checked === undefined || on === undefined) return declared;
  return variantOf(run, checked, on).needs[ref.need] ?? declared;
}

const kindOf = (need: Need): string => needKind(need).nameOf(need);

const difference = (need: Need, other: Need): string | undefined => needKind(need).differs?.(need, other);
