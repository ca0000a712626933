import { cpSync } from "node:fs";
import { join } from "node:path";
import { hashOf } from "../../lib/base/hash.ts";
import { formatInventory, inventoryFiles, type InventoryObject, parseInventory } from "../../lib/render/inventory.ts";
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

/** Edits a rendered file and its hash. */
export function forge(made: TestProject, path: string, from: string | RegExp, to: string): void {
  const before = hashOf(made.read(path));
  made.edit(path, from, to);
  made.edit(INVENTORY, before, hashOf(made.read(path)));
}

/** Adds a file to the component, and its line to the inventory. @returns its path */
export function addForged(made: TestProject, object: Omit<InventoryObject, "hash">, text: string): string {
  const inventory = parseInventory(made.read(INVENTORY)) ?? { inputs: "", objects: [] };
  const objects = [...inventory.objects, { ...object, hash: hashOf(text) }];
  const path = `pulumi-gen/staging/platform/dashboards/${inventoryFiles(objects).at(-1)}`;
  made.write(path, text);
  made.write(INVENTORY, formatInventory({ ...inventory, objects }));
  return path;
}
