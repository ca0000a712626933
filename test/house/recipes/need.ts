import { expect } from "vitest";
import type { Recipe } from "./recipe.ts";

const KIND = `import * as z from "zod/mini";
import { atGoogleApis } from "./addressing.ts";
import { type Gives, instanceName, type NeedKind, none } from "./need.ts";

export interface QueueNeed extends Gives<{ readonly name: string }> {
  readonly kind: "queue";
}

export const queue = (): QueueNeed => ({ kind: "queue" });

export const queueKind: NeedKind<QueueNeed> = {
  summary: "A Cloud Tasks queue.",
  example: "queue()",
  gives: ["name"],
  instanceForm: "<stack>-<service>-<need>",
  schema: z.strictObject({ kind: z.literal("queue") }),
  nameOf: () => "queue",
  bind: (_need, instance) => ({ name: instanceName(instance) }),
  egress: () => [443],
  addressing: atGoogleApis,
  identity: () => true,
  shareable: () => true,
  secrets: none,
};
`;

const BLOCK = `import { instanceName } from "../../model/needs/need.ts";
import type { QueueNeed } from "../../model/needs/queue.ts";
import { noCopies } from "../copy-block.ts";
import { blockOf, type NeedBlock } from "../need-place.ts";
import { resourcesOf } from "../resource.ts";

export const queueBlock: NeedBlock<QueueNeed> = {
  copies: () => noCopies("has no data to restore"),
  resources: (_need, place) => {
    const name = instanceName(place.instance);
    const make = resourcesOf(blockOf("Queue", place.instance));
    const { region, project } = place.stack;
    return [make("gcp:cloudtasks/queue:Queue", name, { location: region, name, project })];
  },
};
`;

const CART = "services/cartservice.ts";

export const need: Recipe = {
  touches: {
    "a file in `lib/model/needs/`": [{ path: "lib/model/needs/queue.ts", text: KIND }],
    "a line in `lib/model/needs/registry.ts`": [
      {
        path: "lib/model/needs/registry.ts",
        import: 'import { queueKind } from "./queue.ts";',
        before: "  redis: redisKind,",
        line: "  queue: queueKind,\n",
      },
    ],
    "a file in `lib/cloud/blocks/`": [{ path: "lib/cloud/blocks/queue.ts", text: BLOCK }],
    "a line in `lib/cloud/blocks/registry.ts`": [
      {
        path: "lib/cloud/blocks/registry.ts",
        import: 'import { queueBlock } from "./queue.ts";',
        before: "  redis: redisBlock,",
        line: "  queue: queueBlock,\n",
      },
    ],
    "an export in `lib/index.ts`": [
      { path: "lib/index.ts", before: "export { redis, type", line: 'export { queue } from "./model/needs/queue.ts";\n' },
    ],
  },
  uses: [
    { path: CART, import: 'import { queue } from "fairlead";', before: "carts: redis(", line: "tasks: queue(), " },
    { path: CART, before: "REDIS_ADDR:", line: "QUEUE: needs.tasks.name, " },
  ],
  documented: ["docs/needs.md", "| A Cloud Tasks queue. | `queue()` | `name` | `<stack>-<service>-<need>` |"],
  check: (copy) => {
    expect(copy.fairlead("explain", "latest/cartservice", "data.QUEUE").stdout).toContain("latest-cartservice-tasks");
  },
};
