import type { EffectiveService } from "../model/effective.ts";
import { hostsOf, routesOf } from "../model/fields/public.ts";
import type { StackModel } from "../model/model.ts";
import { gatewayClass } from "../model/stack-fields/gateway.ts";

/** Returns the hosts that the internet reaches, each once. */
export function publicHosts(stack: StackModel, service: EffectiveService): readonly string[] {
  if (service.public === undefined || gatewayClass(stack.gateway).external === false) return [];
  return [...new Set(routesOf(service.public).flatMap(([, , route]) => hostsOf(route, stack.domain)))].sort();
}
