import { instanceOf } from "../compile/need-instances.ts";
import type { EffectiveService } from "../model/effective.ts";
import type { StackModel } from "../model/model.ts";
import { type Need, needKind } from "../model/needs/registry.ts";
import { identityBlock } from "./blocks/identity.ts";
import { networkBlock } from "./blocks/network.ts";
import { needBlock } from "./blocks/registry.ts";
import { sharedDatabases } from "./blocks/shared-database.ts";
import type { NeedPlace } from "./need-place.ts";
import { hasPartInNetwork, stackParts } from "./parts/registry.ts";
import type { AnyCloudResource } from "./resource.ts";

/** A need that the cloud serves for the service that owns it. */
export interface CloudNeed {
  readonly service: EffectiveService;
  readonly need: Need;
  readonly place: NeedPlace;
}

/** Returns the resources that a stack asks of its cloud, sorted by type and name. The same specs give the same resources. */
export function compileCloud(stack: StackModel): readonly AnyCloudResource[] {
  const needs = cloudNeeds(stack);
  const resources = [
    ...(hasPartInNetwork(stack) || needs.some(({ need }) => needKind(need).egress(need).length > 0) ? networkBlock(stack) : []),
    ...stackParts(stack),
    ...sharedDatabases(stack, needs),
    ...needs.flatMap(({ need, place }) => needBlock(need).resources(need, place)),
    ...stack.services.flatMap((service) => identityBlock(stack, service)),
  ];
  return resources.sort((a, b) => compare(a.type, b.type) || compare(a.name, b.name));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Lists the needs that services own and the cloud serves. Leaves out instances of other stacks and servers in the cluster. */
function cloudNeeds(stack: StackModel): readonly CloudNeed[] {
  return stack.services.flatMap((service) =>
    Object.entries(service.needs).flatMap(([name, need]) => {
      const instance = instanceOf(stack, service, name);
      const isOwn = !service.uses.has(name) && instance.stack === stack.name && instance.inCluster !== true;
      return isOwn ? [{ service, need, place: { stack, instance, owner: service.owner } }] : [];
    }),
  );
}
