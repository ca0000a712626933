import { cloudKind, idOf } from "./kind.ts";

/** A topic. */
export const topicKind = cloudKind("gcp:pubsub/topic:Topic", {
  replaces: ["name", "project", "tags"],
  required: ["name"],
  stateful: true,
  id: idOf("projects/{project}/topics/{name}"),
});

/** A subscription. Its messages are data: nobody else keeps them. */
export const subscriptionKind = cloudKind("gcp:pubsub/subscription:Subscription", {
  replaces: ["enableMessageOrdering", "filter", "name", "project", "tags", "topic"],
  required: ["name", "topic"],
  conflicts: [["bigqueryConfig", "cloudStorageConfig", "pushConfig"]],
  stateful: true,
  id: idOf("projects/{project}/subscriptions/{name}"),
});
