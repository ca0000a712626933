import { instanceName } from "../../model/needs/need.ts";
import type { TopicNeed } from "../../model/needs/topic.ts";
import { blockOf, isProtected, keyOf, labelsOf, type NeedBlock, type NeedPlace } from "../need-place.ts";
import { type AnyCloudResource, resourcesOf } from "../resource.ts";

export const topicBlock: NeedBlock<TopicNeed> = {
  resources,
  grant: (make, instance, { member, name }) =>
    make("gcp:pubsub/topicIAMMember:TopicIAMMember", name, {
      member,
      project: instance.project,
      role: "roles/pubsub.publisher",
      topic: instanceName(instance),
    }),
};

/** Makes a Pub/Sub topic. */
function resources(_need: TopicNeed, place: NeedPlace): readonly AnyCloudResource[] {
  const { stack, instance } = place;
  const name = instanceName(instance);
  const key = keyOf(stack);
  return [
    resourcesOf(blockOf("Topic", instance))(
      "gcp:pubsub/topic:Topic",
      name,
      { ...(key === undefined ? {} : { kmsKeyName: key }), labels: labelsOf(place), name, project: stack.project },
      { protect: isProtected(stack.tier) },
    ),
  ];
}
