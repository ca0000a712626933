import { expect } from "vitest";
import { SAMPLE } from "../../sample-size.ts";
import { jsonOf } from "../tree-copy.ts";
import { NAMED_BY_COMPILER, type Recipe } from "./recipe.ts";

export const outcome: Recipe = {
  touches: {
    "an entry in `lib/resolve/outcome.ts`": [
      {
        path: "lib/resolve/outcome.ts",
        before: '  { outcome: "new"',
        line: '  { outcome: "halted", meaning: "Nothing moves.", effect: "refused", failsRun: false },\n',
      },
    ],
    [NAMED_BY_COMPILER]: [
      { path: "lib/app/notify/incidents-of.ts", before: "  new: undefined,", line: '  halted: "hold",\n' },
      { path: "lib/report/results/decisions.ts", before: "  new: (", line: "  halted: before,\n" },
      { path: "lib/report/terminal/decisions.ts", before: "  new: green,", line: "  halted: yellow,\n" },
    ],
  },
  documented: ["docs/releases.md", "| `halted` | Nothing moves. | 0 |"],
  check: (copy) => {
    expect(jsonOf(copy.fairlead("plan", "--json"))).toMatchObject({ outcomes: { halted: 1, keep: SAMPLE.entries - 1 } });
    expect(copy.fairlead("plan").stdout).toMatch(/^halted +cartservice +v0\.10\.6 +on staging$/m);
    expect(copy.fairlead("plan", "--help").stdout).toMatch(/halted +Nothing moves/);
  },
};
