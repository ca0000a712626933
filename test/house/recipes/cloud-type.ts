import { expect } from "vitest";
import type { Recipe } from "./recipe.ts";

const KIND = `import { cloudKind, idOf } from "./kind.ts";

export const queueKind = cloudKind("gcp:cloudtasks/queue:Queue", {
  replaces: ["location", "name", "project"],
  required: ["location"],
  stateful: true,
  id: idOf("projects/{project}/locations/{location}/queues/{name}"),
});
`;

/** The block of the example of a need makes a resource of this type. */
export const cloudType: Recipe = {
  touches: {
    "a line in `lib/cloud/cloud-types.ts`": [
      {
        path: "lib/cloud/cloud-types.ts",
        import: 'import type { QueueArgs } from "@pulumi/gcp/cloudtasks/queue.js";',
        before: '  readonly "gcp:compute/network:Network"',
        line: '  readonly "gcp:cloudtasks/queue:Queue": QueueArgs;\n',
      },
    ],
    "a file in `lib/cloud/kinds/`": [{ path: "lib/cloud/kinds/queue.ts", text: KIND }],
    "a line in `lib/cloud/kinds/registry.ts`": [
      {
        path: "lib/cloud/kinds/registry.ts",
        import: 'import { queueKind } from "./queue.ts";',
        before: '  "gcp:compute/network:Network"',
        line: '  "gcp:cloudtasks/queue:Queue": queueKind,\n',
      },
    ],
    "a line in `lib/pulumi/programs/cloud/resource-classes.ts`": [
      {
        path: "lib/pulumi/programs/cloud/resource-classes.ts",
        before: '  "gcp:compute/network:Network"',
        line: '  "gcp:cloudtasks/queue:Queue": async () => (await import("@pulumi/gcp/cloudtasks/queue.js")).Queue,\n',
      },
    ],
  },
  check: (copy) => {
    expect(copy.fairlead("cloud", "show", "--stack", "latest", "--service", "cartservice").stdout).toContain("cloudtasks.Queue");
  },
};
