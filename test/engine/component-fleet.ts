import { TestProject } from "../project.ts";

export const TEMPLATE = "charts/dashboards/templates/dashboards.yaml";
export const COMPONENT = "components/dashboards.ts";
export const INVENTORY = "pulumi-gen/staging/components/dashboards.txt";
export const MAP = "pulumi-gen/staging/platform/dashboards/configmap-dashboard-frontend.yaml";

/** Options of a command that renders with the engine. */
export const PULUMI = { env: { FAIRLEAD_ENGINE: "pulumi" } };

/** Returns the sample fleet, whose staging stack has a chart as a component. */
export function sampleProject(): TestProject {
  const project = new TestProject();
  project.commitAll();
  return project;
}
