import { describe, expect, it } from "vitest";
import type { TestProject } from "../project.ts";
import { sampleProject } from "./component-fleet.ts";
import { HAS_ENGINE } from "./engine.ts";

const STACK = "stacks/staging.ts";

/** Returns the sample fleet after `up`, with a component that imports a module. @param use the component's value in the stack's file */
function project(use: string): TestProject {
  const made = sampleProject();
  made.write("shared/size.ts", 'export const size = "small";\n');
  made.write("shared/title.ts", 'export const title = "Shop";\n');
  made.write(
    "components/dashboards.ts",
    `import type { Component } from "fairlead";
import { size } from "../shared/size.ts";
export const titled = (title: string): Component => async ({ provider, namespace }) => {
  const { core } = await import("@pulumi/kubernetes");
  new core.v1.ConfigMap("sizes", { metadata: { name: "sizes", namespace }, data: { title, size } }, { provider });
};
export const dashboards = titled("Fleet");
`,
  );
  made.edit(STACK, "import { dashboards }", "import { dashboards, titled }");
  made.edit(STACK, "components: { dashboards }", `components: { dashboards: ${use} }`);
  made.edit(STACK, /^/, 'import { title } from "../shared/title.ts";\n');
  made.write(".gitignore", "*.swp\n");
  made.commitAll();
  expect(made.run(["up", "--overwrite"], { env: { FAIRLEAD_ENGINE: "pulumi" } })).toMatchObject({ status: 0 });
  made.commitAll("Rendered");
  return made;
}

type Edit = readonly [title: string, edit: (made: TestProject) => void];

const IMPORTED: Edit = ["a module that it imports", (made) => made.edit("shared/size.ts", "small", "large")];
const CHART: Edit = ["a file of a chart", (made) => made.write("charts/other/values.yaml", "a: 1\n")];
const STACK_FILE: Edit = ["the stack's file", (made) => made.edit(STACK, "10.20.0.0/16", "10.21.0.0/16")];
const OF_STACK: Edit = ["a module that the stack's file imports", (made) => made.edit("shared/title.ts", "Shop", "Store")];
const SERVICE: Edit = ["a service", (made) => made.edit("services/cartservice.ts", "max: 10", "max: 11")];
const IGNORED: Edit = ["a file that git ignores", (made) => made.write("components/.dashboards.ts.swp", "b0VIM")];

describe.skipIf(!HAS_ENGINE)("a component is outdated", { timeout: 120_000 }, () => {
  it.each<readonly [title: string, use: string, by: readonly Edit[], notBy: readonly Edit[]]>([
    ["which its module exports", "dashboards", [IMPORTED, CHART], [STACK_FILE, OF_STACK, SERVICE, IGNORED]],
    ["which the stack's file makes with arguments", 'titled("Shop")', [IMPORTED, CHART, STACK_FILE, OF_STACK], [SERVICE, IGNORED]],
    ["which the stack's file makes of what it imports", "titled(title)", [OF_STACK], [SERVICE]],
  ])("%s", (_title, use, by, notBy) => {
    const made = project(use);
    const outdatedBy = ([, edit]: Edit): boolean => {
      edit(made);
      const { stdout } = made.run(["check"]);
      made.git("stash", "--quiet", "--include-untracked");
      return stdout.includes(".txt: belongs to a component whose sources changed");
    };
    const all = [...by, ...notBy];
    expect(all.filter(outdatedBy).map(([title]) => title)).toEqual(by.map(([title]) => title));
    expect(made.run(["check"]).status).toBe(0);
  });
});
