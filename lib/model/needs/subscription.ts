import * as z from "zod/mini";
import { GOOGLE_APIS_PORT } from "./bucket.ts";
import { instanceName, type NeedKind, none } from "./need.ts";
import type { TopicNeed } from "./topic.ts";

/** A service's need as another service refers to it; `service.need("orders")` makes one. */
export interface NeedRef<N = unknown> {
  readonly service: string;
  readonly need: string;
  /** Undefined where the service has no such need; then a rule says so. */
  readonly spec: N | undefined;
}

/** A topic as another service refers to it; the return type to write where two services refer to each other. */
export type TopicRef = NeedRef<TopicNeed>;

export interface SubscriptionNeed {
  readonly kind: "subscription";
  /** Lazy, so that two services may refer to each other. */
  readonly topic: () => TopicRef;
  readonly ackSeconds: number;
}

export interface SubscriptionOptions {
  /** The topic, a need of the service that publishes: `() => checkout.need("orders")`. */
  readonly topic: () => TopicRef;
  /** Seconds to acknowledge a message before it is sent again, 10 to 600. @default 60 */
  readonly ackSeconds?: number;
}

export interface BoundSubscription {
  readonly name: string;
  /** The full name: `projects/<project>/subscriptions/<name>`. */
  readonly id: string;
}

/** A Pub/Sub subscription to another service's topic, one per stack. */
export const subscription = ({ topic, ackSeconds = 60 }: SubscriptionOptions): SubscriptionNeed => ({
  kind: "subscription",
  topic,
  ackSeconds,
});

export const subscriptionKind: NeedKind<SubscriptionNeed, BoundSubscription> = {
  schema: z.strictObject({
    kind: z.literal("subscription"),
    topic: z.custom((value) => typeof value === "function", 'must be a function such as () => service.need("topic")'),
    ackSeconds: z.int().check(z.gte(10), z.lte(600)),
  }),
  bind: (_need, instance) => {
    const name = instanceName(instance);
    return { name, id: `projects/${instance.project}/subscriptions/${name}` };
  },
  egress: () => [GOOGLE_APIS_PORT],
  identity: true,
  secrets: none,
};
