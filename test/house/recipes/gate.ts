import { expect } from "vitest";
import type { Recipe } from "./recipe.ts";

const GATE = `import type { Gate } from "../gate.ts";

export const freezeGate: Gate = ({ stack, service, locked }) =>
  stack === "staging" && service === "cartservice" ? { outcome: "frozen", stays: locked, reason: "nothing moves here" } : undefined;
`;

/** Adds a gate that gives the outcome of the recipe for an outcome. */
export const gate: Recipe = {
  touches: {
    "a file in `lib/resolve/gates/`": [{ path: "lib/resolve/gates/freeze.ts", text: GATE }],
    "a line in `lib/resolve/gates/registry.ts`": [
      {
        path: "lib/resolve/gates/registry.ts",
        import: 'import { freezeGate } from "./freeze.ts";',
        before: "holdGate, backwardsGate]",
        line: "freezeGate, ",
      },
    ],
  },
  check: (copy) => {
    expect(copy.fairlead("plan", "--stack", "staging").stdout).toContain("nothing moves here");
  },
};
