import type { Model, StackModel } from "../../model/model.ts";
import { clusterSecretStores } from "./cluster-secret-stores.ts";
import { componentPolicies } from "./component-policies.ts";
import { computeClasses } from "./compute-classes.ts";
import { defaultDeny } from "./default-deny.ts";
import { frontServices } from "./front-services.ts";
import { gateways } from "./gateways.ts";
import { namespace } from "./namespace.ts";
import { priorityClasses } from "./priority-classes.ts";
import { resourceQuota } from "./resource-quota.ts";

/** Lists the objects that a stack has once, beside the objects of its services. */
export const platformObjects = (stack: StackModel, model: Model) => [
  namespace(stack, model),
  defaultDeny(stack, model),
  ...priorityClasses(stack, model),
  ...computeClasses(stack, model),
  resourceQuota(stack, model),
  ...frontServices(stack, model),
  ...componentPolicies(stack, model),
  ...clusterSecretStores(stack, model),
  ...gateways(stack, model),
];
