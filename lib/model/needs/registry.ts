import { bucketKind } from "./bucket.ts";
import { customKind } from "./custom.ts";
import type { NeedKind } from "./need.ts";
import { postgresKind } from "./postgres.ts";
import { redisKind } from "./redis.ts";
import { secretKind } from "./secret.ts";
import { subscriptionKind } from "./subscription.ts";
import { topicKind } from "./topic.ts";
import type { UsedNeed } from "./use.ts";
import { valkeyKind } from "./valkey.ts";

/** All kinds of needs. To add a kind, add its file, its line here and its export in lib/index.ts. */
export const NEED_KINDS = {
  redis: redisKind,
  valkey: valkeyKind,
  postgres: postgresKind,
  bucket: bucketKind,
  topic: topicKind,
  subscription: subscriptionKind,
  secret: secretKind,
  custom: customKind,
};

type Kinds = typeof NEED_KINDS;
type NeedOf<D> = D extends NeedKind<infer N> ? N : never;

/** Any need. A kind whose key in the registry differs from its `kind` is left out, so its constructor does not compile. */
export type Need = { readonly [K in keyof Kinds]: Extract<NeedOf<Kinds[K]>, { readonly kind: K }> }[keyof Kinds];

/** A service's needs by name, as a spec has them. */
export type Needs = Readonly<Record<string, Need | UsedNeed>>;

/** A service's needs by name. The owner's need replaces a used one. */
export type ResolvedNeeds = Readonly<Record<string, Need>>;

/** Returns the definition of a need's kind. */
export const needKind = (need: Need): NeedKind<Need> => NEED_KINDS[need.kind];
