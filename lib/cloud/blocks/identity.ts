import { instanceOf } from "../../compile/need-instances.ts";
import type { EffectiveService } from "../../model/effective.ts";
import type { StackModel } from "../../model/model.ts";
import { instanceName } from "../../model/needs/need.ts";
import { principalOf } from "../principal.ts";
import { type AnyCloudResource, resourcesOf } from "../resource.ts";
import { needBlock } from "./registry.ts";

/** Makes the grants of a service, one for each resource that it uses. Other services and stacks may own the resource. */
export function identityBlock(stack: StackModel, service: EffectiveService): readonly AnyCloudResource[] {
  const make = resourcesOf({ kind: "Identity", name: service.name, service: service.name });
  return Object.entries(service.needs).flatMap(([name, need]) => {
    const instance = instanceOf(stack, service, name);
    const isOwn = instance.stack === stack.name;
    const grantee = {
      member: principalOf(stack.project, stack.namespace, service.name),
      name: `${service.name}-${instanceName(instance)}`,
      isOwn,
    };
    return needBlock(need).grant?.(make, instance, grantee, need) ?? [];
  });
}
