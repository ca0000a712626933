import * as z from "zod/mini";
import { GOOGLE_APIS_PORT } from "./bucket.ts";
import { atGoogleApis } from "./addressing.ts";
import { type Gives, type Instance, instanceName, type NeedKind, none } from "./need.ts";
import { checkProtection, type StatefulOptions, statefulFields } from "./stateful-options.ts";

/** A Pub/Sub topic that a service publishes to. */
export interface TopicNeed extends Gives<BoundTopic>, StatefulOptions {
  readonly kind: "topic";
}

/** The values that a service gets for a topic. */
export interface BoundTopic {
  /** The topic's short name: `<stack>-<service>-<need>`. */
  readonly name: string;
  /** The full name: `projects/<project>/topics/<name>`. */
  readonly id: string;
}

/** Declares a Pub/Sub topic that the service publishes to, one for each stack: `topic()`. */
export const topic = (options: StatefulOptions = {}): TopicNeed => ({ kind: "topic", ...options });

/** Returns the full name of a topic. */
export const topicId = (instance: Instance): string => `projects/${instance.project}/topics/${instanceName(instance)}`;

export const topicKind: NeedKind<TopicNeed> = {
  summary: "A Pub/Sub topic that the service publishes to.",
  example: "topic()",
  gives: ["name", "id"],
  instanceForm: "<stack>-<service>-<need>",
  schema: z.strictObject({ kind: z.literal("topic"), ...statefulFields }),
  nameOf: () => "topic",
  bind: (_need, instance) => ({ name: instanceName(instance), id: topicId(instance) }),
  egress: () => [GOOGLE_APIS_PORT],
  addressing: atGoogleApis,
  identity: () => true,
  shareable: () => true,
  secrets: none,
  check: (need, { tier, report }) => checkProtection(need, tier, report),
};
