import * as z from "zod/mini";
import type { CloudComponent } from "../cloud-component.ts";
import type { InputOf } from "./cloud-part.ts";
import { registryPart } from "./artifact-registry.ts";
import { alertsPart } from "./alerts.ts";
import { dashboardsPart, monitoringScopePart } from "./dashboards.ts";
import { clusterPart } from "./cluster.ts";
import { encryptionPart } from "./encryption.ts";
import { ingressPart } from "./ingress.ts";
import { natPart } from "./nat.ts";
import { secretStorePart } from "./secret-store.ts";
import { sitesPart } from "./sites.ts";
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
  /** The Gateway with its address and the certificates of the public hosts. @default none: other tools make them */
  ingress: ingressPart,
  /** The store of secrets in the cluster. @default none: a person or another tool makes it */
  secretStore: secretStorePart,
  /** The static websites of the stack. @default none */
  sites: sitesPart,
  /** The key of your own that encrypts the data of needs. @default the key of Google */
  encryption: encryptionPart,
  /** The alerts of owners before a limit is reached. @default none */
  alerts: alertsPart,
  /** The dashboards of the stack and of its services. @default none */
  dashboards: dashboardsPart,
  /** The metrics of all projects of the fleet in the project of the stack. @default none */
  monitoringScope: monitoringScopePart,
};

/** The name of a part of the cloud. */
export type CloudPartName = keyof typeof CLOUD_PARTS;

/** The parts of the cloud that a stack asks for by itself. */
export type CloudParts = { readonly [K in CloudPartName]?: InputOf<(typeof CLOUD_PARTS)[K]> };

/** The cloud of a stack, beside what its services need. Fairlead makes no part unasked. */
export interface CloudInput extends CloudParts {
  /** Pulumi code of the repository, of any provider. @default none */
  readonly components?: Readonly<Record<string, CloudComponent>>;
  /** The variables that the components get from the environment of the run, such as the token of a provider. @default none */
  readonly variables?: readonly string[];
}

const component = z.custom((value) => typeof value === "function", "must be a function such as ({ project }) => { ... }");

/** The schema of the cloud of a stack. */
export const cloudSchema = z.strictObject({
  ...Object.fromEntries(Object.entries(CLOUD_PARTS).map(([name, { schema }]) => [name, z.optional(schema)])),
  components: z.optional(z.record(z.string(), component)),
  variables: z.optional(z.array(z.string().check(z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of a variable")))),
});
