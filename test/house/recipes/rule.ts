import { expect } from "vitest";
import type { Recipe } from "./recipe.ts";

const RULE = `import type { ServiceRule } from "./rule.ts";

export const ownerRule: ServiceRule = ({ owner }, report) => {
  if (owner.endsWith("@example.org")) report("owner", "must be in example.com");
};
`;

const CART = "services/cartservice.ts";

export const rule: Recipe = {
  touches: {
    "a function in `lib/model/rules/`": [{ path: "lib/model/rules/owner.ts", text: RULE }],
    "a line in `lib/model/rules/registry.ts`": [
      {
        path: "lib/model/rules/registry.ts",
        import: 'import { ownerRule } from "./owner.ts";',
        before: "  portsRule,\n  frontRule,",
        line: "  ownerRule,\n",
      },
    ],
  },
  check: (copy) => {
    const before = copy.read(CART);
    copy.write(CART, before.replace("@example.com", "@example.org"));
    const { status, stderr } = copy.fairlead("check");
    copy.write(CART, before);
    expect([status, stderr]).toEqual([3, expect.stringContaining(`${CART}: owner: must be in example.com`)]);
  },
};
