import { cpSync } from "node:fs";
import { join } from "node:path";
import { hashOf } from "../../lib/base/hash.ts";
import { TestProject } from "../project.ts";
import { lastingDirectory, temporaryDirectory } from "../temporary-directory.ts";

export const TEMPLATE = "charts/dashboards/templates/dashboards.yaml";
export const COMPONENT = "components/dashboards.ts";
export const INVENTORY = "pulumi-gen/staging/components/dashboards.txt";
export const MAP = "pulumi-gen/staging/platform/dashboards/configmap-dashboard-frontend.yaml";

/** Options of a command that renders with the engine. */
export const PULUMI = { env: { FAIRLEAD_ENGINE: "pulumi" } };

let chartAlone: string | undefined;

/** Returns the sample fleet, whose staging stack has a chart as its only component. */
export function sampleProject(): TestProject {
  chartAlone ??= withChartAlone().root;
  const project = new TestProject(undefined, join(temporaryDirectory(), "fleet"));
  cpSync(chartAlone, project.root, { recursive: true });
  return project;
}

function withChartAlone(): TestProject {
  const project = new TestProject(undefined, join(lastingDirectory(), "fleet"));
  cpSync(new TestProject().root, project.root, { recursive: true });
  project.edit("stacks/staging.ts", "components: { collector, dashboards }", "components: { dashboards }");
  project.edit("stacks/staging.ts", /import \{ collector \}.*\n/, "");
  const { status, stderr } = project.run(["render"]);
  if (status !== 0) throw new Error(stderr);
  project.commitAll();
  return project;
}

/** Edits a rendered file and its hash, as a person does who wants both to match. */
export function forge(made: TestProject, path: string, from: string | RegExp, to: string): void {
  const before = hashOf(made.read(path));
  made.edit(path, from, to);
  made.edit(INVENTORY, before, hashOf(made.read(path)));
}
