import { instanceOf } from "../../compile/need-instances.ts";
import type { StackModel } from "../../model/model.ts";
import { sharedName } from "../../model/needs/postgres.ts";

/** Lists the services that use each instance of all stacks: `<stack> <service>-<need>` -> `prod/cart`, sorted. */
export function usersOfInstances(stacks: readonly StackModel[]): ReadonlyMap<string, readonly string[]> {
  const uses = stacks.flatMap((stack) =>
    stack.services.flatMap((service) =>
      Object.entries(service.needs).flatMap(([name, need]) => {
        const instance = instanceOf(stack, service, name);
        const shared = need.kind === "postgres" && need.instance === "shared" ? [sharedName(need)] : [];
        return [`${instance.service}-${instance.need}`, ...shared].map((block) => ({
          key: `${instance.stack} ${block}`,
          user: instance.stack === stack.name ? service.name : `${stack.name}/${service.name}`,
        }));
      }),
    ),
  );
  return new Map([...Map.groupBy(uses, ({ key }) => key)].map(([key, list]) => [key, [...new Set(list.map(({ user }) => user))].sort()]));
}
