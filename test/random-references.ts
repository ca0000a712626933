import { bind, subscription, topic, use } from "../lib/index.ts";
import type { Need, Needs } from "../lib/model/needs/registry.ts";
import type { Binding } from "../lib/model/stack.ts";
import type { Tier } from "../lib/model/tier.ts";
import type { TestServiceFile } from "./fleets.ts";

/** The parts of a service's plan that lead to needs of other services. */
interface Plan {
  readonly name: string;
  readonly needs: Readonly<Record<string, Need>>;
  readonly subscribes: boolean;
  readonly borrows: boolean;
}

const topicOf = (plan: Plan | undefined): string | undefined =>
  Object.entries(plan?.needs ?? {}).find(([, { kind }]) => kind === "topic")?.[0];

/** Lists the indexes of the services whose needs a service refers to. */
export const ownersOf = (plan: Plan, plans: readonly Plan[]): readonly number[] =>
  [
    plan.subscribes ? plans.findIndex((other) => topicOf(other) !== undefined) : -1,
    plan.borrows ? plans.findIndex((other) => other !== plan && Object.keys(other.needs).length > 0) : -1,
  ].filter((index) => index !== -1);

/** Makes the needs of a service that refer to those of other services. */
export function referringNeeds(plan: Plan, plans: readonly Plan[]): Needs {
  const publisher = plan.subscribes ? plans.find((other) => topicOf(other) !== undefined) : undefined;
  const lender = plan.borrows ? plans.find((other) => other !== plan && Object.keys(other.needs).length > 0) : undefined;
  const [lent = "", spec] = Object.entries(lender?.needs ?? {})[0] ?? [];
  const inbox = subscription({ topic: () => ({ service: publisher?.name ?? "", need: topicOf(publisher) ?? "", spec: topic() }) });
  return {
    ...(publisher === undefined ? {} : { subscribed: inbox }),
    ...(lender === undefined ? {} : { borrowed: use({ service: lender.name, need: lent, spec }) }),
  };
}

/** Binds each Redis of the services to the instance of another stack. */
export const redisBindings = (
  services: readonly TestServiceFile[],
  target: { readonly stack: string; readonly tier: Tier },
): readonly Binding<Tier>[] =>
  services.flatMap(({ service: { name, input } }) =>
    Object.entries(input.needs ?? {}).flatMap(([key, spec]) => {
      const need = { service: name, need: key, spec };
      return spec.kind === "redis" ? [bind(need, { kind: "shared", ...target, need })] : [];
    }),
  );
