import { expect } from "vitest";
import type { Recipe } from "./recipe.ts";

const GATE = `import type { Gate } from "../gate.ts";

export const quietGate: Gate = ({ stack, service, locked }) =>
  stack === "staging" && service === "cartservice" ? { outcome: "halted", stays: locked, reason: "nothing moves here" } : undefined;
`;

/** Adds a gate that gives the outcome of the recipe for an outcome. */
export const gate: Recipe = {
  touches: {
    "a file in `lib/resolve/gates/`": [{ path: "lib/resolve/gates/quiet.ts", text: GATE }],
    "a line in `lib/resolve/gates/registry.ts`": [
      {
        path: "lib/resolve/gates/registry.ts",
        import: 'import { quietGate } from "./quiet.ts";',
        before: "  configHoldGate,\n",
        line: "  quietGate,\n",
      },
    ],
  },
  check: (copy) => {
    expect(copy.fairlead("plan", "--stack", "staging").stdout).toContain("nothing moves here");
  },
};
