import * as z from "zod/mini";
import { isDnsLabel } from "../../base/dns-names.ts";
import type { CloudPart } from "./cloud-part.ts";

/** The dashboards of a stack: one for the stack, and one for each service. They have no options. */
export type DashboardsInput = Readonly<Record<never, never>>;

export const dashboardsPart: CloudPart<DashboardsInput> = {
  summary: "A dashboard for the stack, and one for each service with the servers that it uses.",
  example: "dashboards: {}",
  schema: z.strictObject({}),
};

/** The project that shows the metrics of other projects. */
export interface MonitoringScopeInput {
  /** The other projects. @default all other projects of the fleet */
  readonly projects?: readonly string[];
}

export const monitoringScopePart: CloudPart<MonitoringScopeInput> = {
  summary: "One place for the metrics of all projects of the fleet: the stack's project.",
  example: "monitoringScope: {}",
  schema: z.strictObject({ projects: z.optional(z.array(z.string())) }),
  check: ({ projects = [] }, report, { project }) => {
    projects.forEach((name, index) => {
      if (!isDnsLabel(name)) report(`projects.${index}`, `"${name}" is not the id of a project`);
      else if (name === project) report(`projects.${index}`, `"${name}" is the project of the stack, which shows its own metrics`);
      else if (projects.indexOf(name) !== index) report(`projects.${index}`, `"${name}" is listed twice`);
    });
  },
};
