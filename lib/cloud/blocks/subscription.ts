import { instanceName } from "../../model/needs/need.ts";
import type { SubscriptionNeed } from "../../model/needs/subscription.ts";
import { topicId } from "../../model/needs/topic.ts";
import { blockOf, isProtected, labelsOf, type NeedBlock, type NeedPlace } from "../need-place.ts";
import { type AnyCloudResource, outputOf, resourcesOf } from "../resource.ts";

/** Deliveries of a message before it goes to the dead letter topic, 5 to 100. Source: Pub/Sub. */
const ATTEMPTS = 10;

/** The pauses between two deliveries. Source: Pub/Sub, the maximum is its own. */
const RETRY = { maximumBackoff: "600s", minimumBackoff: "10s" } as const;

/** The account that forwards dead letters. */
const SERVICE_AGENT = "serviceAccount:service-%@gcp-sa-pubsub.iam.gserviceaccount.com";

export const subscriptionBlock: NeedBlock<SubscriptionNeed> = {
  resources,
  grant: (make, instance, { member, name }) =>
    make("gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember", name, {
      member,
      project: instance.project,
      role: "roles/pubsub.subscriber",
      subscription: instanceName(instance),
    }),
};

/** Makes a subscription that never expires, with a topic for the messages that nobody can process. */
function resources(need: SubscriptionNeed, place: NeedPlace): readonly AnyCloudResource[] {
  const { stack, instance } = place;
  const { project } = stack;
  const make = resourcesOf(blockOf("Subscription", instance));
  const name = instanceName(instance);
  const { service, need: topic } = need.topic();
  const protect = isProtected(stack.tier);
  const labels = labelsOf(place);
  const agent = { kind: "projectNumber", project, text: SERVICE_AGENT } as const;
  const dead = make("gcp:pubsub/topic:Topic", `${name}-dead-letters`, { labels, name: `${name}-dead-letters`, project });
  const subscription = make(
    "gcp:pubsub/subscription:Subscription",
    name,
    {
      ackDeadlineSeconds: need.ackSeconds,
      deadLetterPolicy: { deadLetterTopic: outputOf(dead, "id"), maxDeliveryAttempts: ATTEMPTS },
      // Without it, Pub/Sub deletes a subscription that is idle for 31 days.
      expirationPolicy: { ttl: "" },
      labels,
      name,
      project,
      retryPolicy: RETRY,
      // The service of the topic is on the same stack.
      topic: topicId({ ...instance, service, need: topic }),
    },
    { protect },
  );
  return [
    dead,
    subscription,
    // Dead letters are lost if no subscription keeps them.
    make("gcp:pubsub/subscription:Subscription", `${name}-dead-letters`, {
      expirationPolicy: { ttl: "" },
      labels,
      name: `${name}-dead-letters`,
      project,
      topic: outputOf(dead, "id"),
    }),
    make("gcp:pubsub/topicIAMMember:TopicIAMMember", `${name}-dead-letters`, {
      member: agent,
      project,
      role: "roles/pubsub.publisher",
      topic: outputOf(dead, "name"),
    }),
    make("gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember", `${name}-dead-letters`, {
      member: agent,
      project,
      role: "roles/pubsub.subscriber",
      subscription: outputOf(subscription, "name"),
    }),
  ];
}
