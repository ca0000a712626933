import type { Need } from "../../model/needs/registry.ts";
import type { NeedBlock } from "../need-place.ts";
import { bucketBlock } from "./bucket.ts";
import { customBlock } from "./custom.ts";
import { postgresBlock } from "./postgres.ts";
import { redisBlock } from "./redis.ts";
import { secretsBlock } from "./secrets.ts";
import { subscriptionBlock } from "./subscription.ts";
import { topicBlock } from "./topic.ts";
import { valkeyBlock } from "./valkey.ts";

type Blocks = { readonly [K in Need["kind"]]: NeedBlock<Extract<Need, { readonly kind: K }>> };

/** The resources of each kind of need. The compiler requires a line for each kind. */
const NEED_BLOCKS: Blocks = {
  redis: redisBlock,
  valkey: valkeyBlock,
  postgres: postgresBlock,
  bucket: bucketBlock,
  topic: topicBlock,
  subscription: subscriptionBlock,
  secret: secretsBlock,
  custom: customBlock,
};

/** Returns the block of a need's kind. */
export const needBlock = (need: Need): NeedBlock<Need> => NEED_BLOCKS[need.kind];
