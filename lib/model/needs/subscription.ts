import * as z from "zod/mini";
import { messageOf } from "../../base/errors.ts";
import { GOOGLE_APIS_PORT } from "./bucket.ts";
import { type Gives, instanceName, type NeedContext, type NeedKind, none } from "./need.ts";
import { isNeedRef, type NeedRef } from "./need-ref.ts";
import { checkProtection, type StatefulOptions, statefulFields } from "./stateful-options.ts";
import { atGoogleApis } from "./addressing.ts";
import type { TopicNeed } from "./topic.ts";

/** A topic as another service refers to it. Write it as the return type if two services refer to each other. */
export type TopicRef = NeedRef<TopicNeed>;

/** A Pub/Sub subscription that a service reads from. */
export interface SubscriptionNeed extends Gives<BoundSubscription>, StatefulOptions {
  readonly kind: "subscription";
  /** Lazy, so that two services may refer to each other. */
  readonly topic: () => TopicRef;
  readonly ackSeconds: number;
}

export interface SubscriptionOptions extends StatefulOptions {
  /** The topic, a need of the service that publishes: `() => checkout.need("orders")`. */
  readonly topic: () => TopicRef;
  /** Seconds until Pub/Sub sends an unacknowledged message again, 10 to 600. Source: Pub/Sub. @default 60 */
  readonly ackSeconds?: number;
}

/** The values that a service gets for a subscription. */
export interface BoundSubscription {
  /** The subscription's short name: `<stack>-<service>-<need>`. */
  readonly name: string;
  /** The full name: `projects/<project>/subscriptions/<name>`. */
  readonly id: string;
}

/** Declares a Pub/Sub subscription to another service's topic, one for each stack. */
export const subscription = ({ topic, ackSeconds = 60, ...options }: SubscriptionOptions): SubscriptionNeed => ({
  kind: "subscription",
  topic,
  ackSeconds,
  ...options,
});

export const subscriptionKind: NeedKind<SubscriptionNeed> = {
  summary: "A Pub/Sub subscription to another service's topic.",
  example: 'subscription({ topic: () => orders.need("events") })',
  gives: ["name", "id"],
  instanceForm: "<stack>-<service>-<need>",
  schema: z.strictObject({
    kind: z.literal("subscription"),
    topic: z.custom((value) => typeof value === "function", 'must be a function such as () => service.need("topic")'),
    ackSeconds: z.int().check(z.gte(10), z.lte(600)),
    ...statefulFields,
  }),
  nameOf: () => "subscription",
  bind: (_need, instance) => {
    const name = instanceName(instance);
    return { name, id: `projects/${instance.project}/subscriptions/${name}` };
  },
  egress: () => [GOOGLE_APIS_PORT],
  addressing: atGoogleApis,
  identity: () => true,
  shareable: () => true,
  secrets: none,
  check: (need, context) => {
    checkProtection(need, context.tier, context.report);
    checkTopic(need, context);
  },
};

/** Reports a topic that does not exist, and requires the service that owns it. */
function checkTopic({ topic }: SubscriptionNeed, { isBroken, requireService, report }: NeedContext): void {
  let ref: unknown;
  try {
    ref = topic();
  } catch (error) {
    return report("topic", `failed: ${messageOf(error)}`);
  }
  if (!isNeedRef(ref)) return report("topic", 'must return a topic: () => service.need("topic")');
  const { service, need, spec } = ref;
  if (isBroken(service)) return;
  if (spec?.kind !== "topic") report("topic", `${service} has no topic "${need}"`);
  else requireService(service, `subscribes to its topic "${need}"`);
}
