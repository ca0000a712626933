import { expect } from "vitest";
import type { Recipe } from "./recipe.ts";

const PART = `import * as z from "zod/mini";
import type { CloudPart } from "./cloud-part.ts";

export interface NewsInput {
  readonly topic: string;
}

export const newsPart: CloudPart<NewsInput> = {
  summary: "A topic with news of the stack.",
  example: 'news: { topic: "news" }',
  schema: z.strictObject({ topic: z.string() }),
};
`;

const RESOURCES = `import type { NewsInput } from "../../model/cloud/news.ts";
import { stackLabels } from "../cloud-names.ts";
import { resourcesOf } from "../resource.ts";
import type { StackPart } from "./stack-part.ts";

export const newsStackPart: StackPart<NewsInput> = {
  inNetwork: false,
  resources: ({ topic }, stack) => {
    const make = resourcesOf({ kind: "News", name: stack.name });
    return [make("gcp:pubsub/topic:Topic", topic, { labels: stackLabels(stack), name: topic, project: stack.project })];
  },
};
`;

const STACK = "stacks/staging.ts";

export const cloudPart: Recipe = {
  touches: {
    "a file in `lib/model/cloud/`": [{ path: "lib/model/cloud/news.ts", text: PART }],
    "a line in `lib/model/cloud/registry.ts`": [
      {
        path: "lib/model/cloud/registry.ts",
        import: 'import { newsPart } from "./news.ts";',
        before: "  /** The addresses from which pods",
        line: "  news: newsPart,\n",
      },
    ],
    "a file in `lib/cloud/parts/`": [{ path: "lib/cloud/parts/news.ts", text: RESOURCES }],
    "a line in `lib/cloud/parts/registry.ts`": [
      {
        path: "lib/cloud/parts/registry.ts",
        import: 'import { newsStackPart } from "./news.ts";',
        before: "  nat: natStackPart,",
        line: "  news: newsStackPart,\n",
      },
    ],
  },
  uses: [{ path: STACK, before: "  domain:", line: '  cloud: { news: { topic: "told" } },\n' }],
  documented: ["docs/cloud.md", '| `news` | A topic with news of the stack. | `news: { topic: "news" }` |'],
  check: (copy) => {
    const { stdout } = copy.fairlead("cloud", "show", "--stack", "staging");
    expect(stdout).toMatch(/News staging\n +pubsub\.Topic +told/);
  },
};
