import type { StackModel } from "../model/model.ts";
import { needKind } from "../model/needs/registry.ts";
import { identityBlock } from "./blocks/identity.ts";
import { networkBlock } from "./blocks/network.ts";
import { needBlock } from "./blocks/registry.ts";
import { cloudNeeds } from "./cloud-needs.ts";
import { withNamedDependencies } from "./named-dependencies.ts";
import { sharedDatabases } from "./blocks/shared-database.ts";
import { secretReaders } from "./parts/secret-store.ts";
import { hasPartInNetwork, stackParts } from "./parts/registry.ts";
import type { AnyCloudResource } from "./resource.ts";

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
  const all = withNamedDependencies([...resources, ...secretReaders(stack, resources)]);
  return all.toSorted((a, b) => compare(a.type, b.type) || compare(a.name, b.name));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
