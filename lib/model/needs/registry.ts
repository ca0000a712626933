import { type BoundBucket, bucketKind, type BucketNeed } from "./bucket.ts";
import type { NeedKind } from "./need.ts";
import { type BoundPostgres, postgresKind, type PostgresNeed } from "./postgres.ts";
import { type BoundRedis, redisKind, type RedisNeed } from "./redis.ts";
import { type BoundSecret, secretKind, type SecretNeed } from "./secret.ts";
import { type BoundSubscription, subscriptionKind, type SubscriptionNeed } from "./subscription.ts";
import { type BoundTopic, topicKind, type TopicNeed } from "./topic.ts";

export type Need = RedisNeed | PostgresNeed | BucketNeed | TopicNeed | SubscriptionNeed | SecretNeed;
export type Needs = Readonly<Record<string, Need>>;

/** What a service gets for a need. */
export type BoundNeed<N> = N extends RedisNeed
  ? BoundRedis
  : N extends PostgresNeed
    ? BoundPostgres
    : N extends BucketNeed
      ? BoundBucket
      : N extends TopicNeed
        ? BoundTopic
        : N extends SubscriptionNeed
          ? BoundSubscription
          : N extends SecretNeed<infer K>
            ? BoundSecret<K>
            : never;

type Kinds = { readonly [K in Need["kind"]]: NeedKind<Extract<Need, { kind: K }>, BoundNeed<Extract<Need, { kind: K }>>> };

/** Every kind of need; a new one is its file and its line here. */
export const NEED_KINDS: Kinds = {
  redis: redisKind,
  postgres: postgresKind,
  bucket: bucketKind,
  topic: topicKind,
  subscription: subscriptionKind,
  secret: secretKind,
};

/** The kind's definition for a need, at the type of needs in general. */
export function needKind(need: Need): NeedKind<Need, unknown> {
  return NEED_KINDS[need.kind];
}
