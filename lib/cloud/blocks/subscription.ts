import { instanceName } from "../../model/needs/need.ts";
import type { SubscriptionNeed } from "../../model/needs/subscription.ts";
import { topicId } from "../../model/needs/topic.ts";
import { instanceOf } from "../../compile/need-instances.ts";
import { noCopies } from "../copy-block.ts";
import { blockOf, keyOf, labelsOf, type NeedBlock, type NeedPlace } from "../need-place.ts";
import { type AnyCloudResource, outputOf, type Reference, resourcesOf } from "../resource.ts";
import { TOPIC } from "./topic.ts";

/** Deliveries of a message before it goes to the dead letter topic, 5 to 100. Source: Pub/Sub. */
const ATTEMPTS = 10;

/** The pauses between two deliveries. Source: Pub/Sub, the maximum is its own. */
const RETRY = { maximumBackoff: "600s", minimumBackoff: "10s" } as const;

/** The account that forwards dead letters. */
const SERVICE_AGENT = "serviceAccount:service-%@gcp-sa-pubsub.iam.gserviceaccount.com";

const SUBSCRIPTION = "gcp:pubsub/subscription:Subscription";

export const subscriptionBlock: NeedBlock<SubscriptionNeed> = {
  resources,
  copies: () => noCopies("has no backup: it keeps only the messages that nobody has processed"),
  grant: (make, instance, { member, name, isOwn }) =>
    make("gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember", name, {
      member,
      project: instance.project,
      role: "roles/pubsub.subscriber",
      subscription: isOwn ? outputOf({ type: SUBSCRIPTION, name: instanceName(instance) }, "name") : instanceName(instance),
    }),
};

/** Makes a subscription that never expires, with a topic for the messages that nobody can process. */
function resources(need: SubscriptionNeed, place: NeedPlace): readonly AnyCloudResource[] {
  const { stack, instance } = place;
  const { project } = stack;
  const make = resourcesOf(blockOf("Subscription", instance));
  const name = instanceName(instance);
  const { protect } = place;
  const key = keyOf(stack);
  const labels = labelsOf(place);
  const agent = { kind: "projectNumber", project, text: SERVICE_AGENT } as const;
  const deadLetters = `${name}-dead-letters`;
  const dead = make(
    TOPIC,
    deadLetters,
    { ...(key === undefined ? {} : { kmsKeyName: key }), labels, name: deadLetters, project },
    { protect },
  );
  const subscription = make(
    SUBSCRIPTION,
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
      topic: topicOf(need, place),
    },
    { protect },
  );
  return [
    dead,
    subscription,
    // Dead letters are lost if no subscription keeps them.
    make(
      SUBSCRIPTION,
      deadLetters,
      { expirationPolicy: { ttl: "" }, labels, name: deadLetters, project, topic: outputOf(dead, "id") },
      { protect },
    ),
    make("gcp:pubsub/topicIAMMember:TopicIAMMember", deadLetters, {
      member: agent,
      project,
      role: "roles/pubsub.publisher",
      topic: outputOf(dead, "name"),
    }),
    make("gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember", deadLetters, {
      member: agent,
      project,
      role: "roles/pubsub.subscriber",
      subscription: outputOf(subscription, "name"),
    }),
  ];
}

/** Returns the topic of a subscription. A topic of the same stack is a reference, so that it exists first. */
function topicOf(need: SubscriptionNeed, { stack, instance }: NeedPlace): Reference | string {
  const { service, need: topic } = need.topic();
  const owner = stack.services.find(({ name }) => name === service);
  const target = owner === undefined ? { ...instance, service, need: topic } : instanceOf(stack, owner, topic);
  return owner === undefined || target.stack !== stack.name ? topicId(target) : outputOf({ type: TOPIC, name: instanceName(target) }, "id");
}
