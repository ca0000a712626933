import * as z from "zod/mini";
import { GOOGLE_APIS_PORT } from "./bucket.ts";
import { instanceName, type NeedKind, none } from "./need.ts";

export interface TopicNeed {
  readonly kind: "topic";
}

export interface BoundTopic {
  /** The topic's short name. */
  readonly name: string;
  /** The full name: `projects/<project>/topics/<name>`. */
  readonly id: string;
}

/** A Pub/Sub topic that the service publishes to, one per stack. */
export const topic = (): TopicNeed => ({ kind: "topic" });

export const topicKind: NeedKind<TopicNeed, BoundTopic> = {
  schema: z.strictObject({ kind: z.literal("topic") }),
  bind: (_need, instance) => {
    const name = instanceName(instance);
    return { name, id: `projects/${instance.project}/topics/${name}` };
  },
  egress: () => [GOOGLE_APIS_PORT],
  identity: true,
  secrets: none,
};
