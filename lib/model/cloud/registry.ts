import * as z from "zod/mini";
import type { InputOf } from "./cloud-part.ts";
import { registryPart } from "./artifact-registry.ts";
import { alertsPart } from "./alerts.ts";
import { dashboardsPart, monitoringScopePart } from "./dashboards.ts";
import { clusterPart } from "./cluster.ts";
import { natPart } from "./nat.ts";
import { zonePart } from "./zone.ts";

/** The parts of the cloud that a stack asks for by itself. To add a part, add its line here and in lib/cloud/parts/registry.ts. */
export const CLOUD_PARTS = {
  /** The addresses from which pods reach the internet. @default none */
  nat: natPart,
  /** The cluster of the stack. @default none: another tool makes it */
  cluster: clusterPart,
  /** The repositories of container images. @default none */
  registry: registryPart,
  /** The public DNS zone of the stack's domain. @default none */
  zone: zonePart,
  /** The alerts of owners before a limit is reached. @default none */
  alerts: alertsPart,
  /** The dashboards of the stack and of its services. @default none */
  dashboards: dashboardsPart,
  /** The metrics of all projects of the fleet in the project of the stack. @default none */
  monitoringScope: monitoringScopePart,
};

/** The name of a part of the cloud. */
export type CloudPartName = keyof typeof CLOUD_PARTS;

/** The parts of the cloud of a stack, beside those that its services need. Fairlead makes no part unasked. */
export type CloudInput = { readonly [K in CloudPartName]?: InputOf<(typeof CLOUD_PARTS)[K]> };

/** The schema of the cloud of a stack. */
export const cloudSchema = z.strictObject(
  Object.fromEntries(Object.entries(CLOUD_PARTS).map(([name, { schema }]) => [name, z.optional(schema)])),
);
