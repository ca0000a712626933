import { servicesOf } from "../fleet.ts";
import { keyOf, needRanges } from "../need-ranges.ts";
import type { NeedRef } from "../needs/need-ref.ts";
import { needKind } from "../needs/registry.ts";
import { restoredOf } from "../restored.ts";
import { providersOf } from "../stack-fields/providers.ts";
import type { Run } from "./run.ts";
import type { CheckedStack } from "./stacks.ts";
import { variantOf } from "./variants.ts";

/** Returns the addresses of an instance on the stack that owns it. The run may not select that stack. */
export function boundRanges({ service, need }: NeedRef, owner: CheckedStack, run: Run): readonly string[] {
  const { stack } = owner.on;
  const { addresses = [], bindings = [], restored = [], privateRange, providers } = stack.input;
  const copy = restoredOf(restored, { service, need });
  if (copy !== undefined) return [copy.range];
  // The checks of the owner report its problems.
  const quiet: Run = { ...run, problems: [], variants: new Map(run.variants) };
  const services = servicesOf(stack, run.fleet.services).flatMap((each) => {
    const checked = run.services.byName.get(each.service.name);
    return checked === undefined ? [] : [variantOf(quiet, checked, owner)];
  });
  const needs = services.find(({ name }) => name === service)?.needs ?? {};
  const spec = Object.hasOwn(needs, need) ? needs[need] : undefined;
  if (spec === undefined) return [];
  const bound = new Set(bindings.map((each) => `${each.need.service}.${each.need.need}`));
  const { byKey } = needRanges({
    addresses,
    bindings: bound,
    privateRange,
    providers: providersOf(providers),
    recorded: run.fleet.recorded?.get(stack.name),
    services,
  });
  return byKey.get(keyOf({ service, need }, needKind(spec).addressing(spec)))?.ranges ?? [];
}
