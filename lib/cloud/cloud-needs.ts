import { instanceOf } from "../compile/need-instances.ts";
import type { EffectiveService } from "../model/effective.ts";
import type { StackModel } from "../model/model.ts";
import { keyOf, rangesOn } from "../model/need-ranges.ts";
import { type Need, needKind } from "../model/needs/registry.ts";
import { restoredOf } from "../model/restored.ts";
import { isKept } from "../model/needs/stateful-options.ts";
import type { NeedPlace } from "./need-place.ts";

/** A need that the cloud serves for the service that owns it. */
export interface CloudNeed {
  readonly service: EffectiveService;
  /** The name of the need in the spec. The instance may have an earlier one. */
  readonly name: string;
  readonly need: Need;
  readonly place: NeedPlace;
}

/** Lists the needs that services own and the cloud serves. Leaves out instances of other stacks and servers in the cluster. */
export function cloudNeeds(stack: StackModel): readonly CloudNeed[] {
  return stack.services.flatMap((service) =>
    Object.entries(service.needs).flatMap(([name, need]) => {
      const { copy: _copy, ...instance } = instanceOf(stack, service, name);
      const isOwn = !service.uses.has(name) && instance.stack === stack.name && instance.inCluster !== true;
      if (!isOwn) return [];
      const range = rangesOn(stack).byKey.get(keyOf({ service: service.name, need: name }, needKind(need).addressing(need)));
      const restored = restoredOf(stack.restored, { service: service.name, need: name });
      const place = { stack, instance, range, owner: service.owner, protect: isKept(stack.tier, need) };
      return [{ service, name, need, place: restored === undefined ? place : { ...place, restored } }];
    }),
  );
}
