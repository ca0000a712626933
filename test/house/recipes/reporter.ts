import { expect } from "vitest";
import type { Recipe } from "./recipe.ts";
import { SAMPLE } from "../../sample-size.ts";

const REPORTER = `import { jsonReporter } from "../json/json.ts";
import type { Reporter } from "../results/results.ts";

export const tallyReporter = (): Reporter => ({ ...jsonReporter(), plan: ({ decisions }) => \`\${decisions.length} decisions\\n\` });
`;

export const reporter: Recipe = {
  touches: {
    "a folder in `lib/report/`": [{ path: "lib/report/tally/tally.ts", text: REPORTER }],
    "an entry in `lib/report/registry.ts`": [
      {
        path: "lib/report/registry.ts",
        before: "  markdown: {",
        line: '  tally: { summary: "Counts.", load: async () => (await import("./tally/tally.ts")).tallyReporter },\n',
      },
    ],
  },
  documented: ["docs/reports.md", "| `tally` | Counts. |"],
  check: (copy) => {
    expect(copy.fairlead("plan", "--format", "tally").stdout).toBe(`${SAMPLE.entries} decisions\n`);
    expect(copy.fairlead("plan", "--help").stdout).toContain("terminal|json|tally|markdown");
  },
};
