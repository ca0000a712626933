import { expect } from "vitest";
import type { Recipe } from "./recipe.ts";

const DECLARATION = `import { command } from "../command.ts";
import { type ReportFlags, reportFlags } from "../flags.ts";

export const ownersCommand = command<ReportFlags, []>({
  brief: "List the owners",
  description: "Lists the owner of each service.",
  examples: ["fairlead owners"],
  parameters: { flags: reportFlags },
  run: async (context) => {
    const { owners } = await import("../../app/owners.ts");
    return { kind: "doctor", result: await owners(context) };
  },
});
`;

const USE_CASE = `import type { AppContext } from "./context.ts";
import type { DoctorCheck } from "./results.ts";

export async function owners(context: AppContext): Promise<readonly DoctorCheck[]> {
  const { root } = await context.workspace();
  return [{ name: "owners", state: "ok", detail: \`shopping at \${root}\`, hint: undefined }];
}
`;

/** Adds a command that shows a result of a known kind. */
export const command: Recipe = {
  touches: {
    "a declaration in `lib/cli/<command>/command.ts`": [{ path: "lib/cli/owners/command.ts", text: DECLARATION }],
    "a use case in `lib/app/`": [{ path: "lib/app/owners.ts", text: USE_CASE }],
    "a line in `lib/cli/app.ts`": [
      {
        path: "lib/cli/app.ts",
        import: 'import { ownersCommand } from "./owners/command.ts";',
        before: "    demo: demoCommand,",
        line: "    owners: ownersCommand,\n",
      },
    ],
  },
  check: (copy) => {
    expect(copy.fairlead("--help").stdout).toMatch(/owners +List the owners/);
    expect(copy.fairlead("owners").stdout).toContain("shopping at ");
  },
};
