import { instanceName } from "../../model/needs/need.ts";
import type { TopicNeed } from "../../model/needs/topic.ts";
import { noCopies } from "../copy-block.ts";
import { blockOf, keyOf, labelsOf, type NeedBlock, type NeedPlace } from "../need-place.ts";
import { type AnyCloudResource, outputOf, resourcesOf } from "../resource.ts";

/** The token of a topic. */
export const TOPIC = "gcp:pubsub/topic:Topic";

export const topicBlock: NeedBlock<TopicNeed> = {
  resources,
  copies: () => noCopies("has no data to restore: a topic keeps no messages"),
  grant: (make, instance, { member, name, isOwn }) =>
    make("gcp:pubsub/topicIAMMember:TopicIAMMember", name, {
      member,
      project: instance.project,
      role: "roles/pubsub.publisher",
      topic: isOwn ? outputOf({ type: TOPIC, name: instanceName(instance) }, "name") : instanceName(instance),
    }),
};

/** Makes a Pub/Sub topic. */
function resources(_need: TopicNeed, place: NeedPlace): readonly AnyCloudResource[] {
  const { stack, instance } = place;
  const name = instanceName(instance);
  const key = keyOf(stack);
  return [
    resourcesOf(blockOf("Topic", instance))(
      TOPIC,
      name,
      { ...(key === undefined ? {} : { kmsKeyName: key }), labels: labelsOf(place), name, project: stack.project },
      { protect: place.protect },
    ),
  ];
}
