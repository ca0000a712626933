import type { InputOf } from "../../model/cloud/cloud-part.ts";
import type { CLOUD_PARTS, CloudParts, CloudPartName } from "../../model/cloud/registry.ts";
import type { StackModel } from "../../model/model.ts";
import type { AnyCloudResource } from "../resource.ts";
import { alertsStackPart } from "./alerts.ts";
import { dashboardsStackPart, monitoringScopeStackPart } from "./dashboards.ts";
import { clusterStackPart } from "./cluster.ts";
import { ingressStackPart } from "./ingress.ts";
import { natStackPart } from "./nat.ts";
import { registryStackPart } from "./artifact-registry.ts";
import { ciIdentity } from "./ci-identity.ts";
import { sitesStackPart } from "./sites.ts";
import type { StackPart } from "./stack-part.ts";
import { zoneStackPart } from "./zone.ts";

type StackParts = { readonly [K in CloudPartName]: StackPart<InputOf<(typeof CLOUD_PARTS)[K]>> };

/** The resources of each part. The compiler requires a line for each part. */
const STACK_PARTS: StackParts = {
  nat: natStackPart,
  cluster: clusterStackPart,
  registry: registryStackPart,
  zone: zoneStackPart,
  ingress: ingressStackPart,
  // The grants are those of the secrets.
  secretStore: { inNetwork: false, resources: () => [] },
  sites: sitesStackPart,
  // The servers of needs take the key.
  encryption: { inNetwork: false, resources: () => [] },
  alerts: alertsStackPart,
  dashboards: dashboardsStackPart,
  monitoringScope: monitoringScopeStackPart,
};

const NAMES = Object.keys(STACK_PARTS) as readonly CloudPartName[];

/** Makes the parts of the cloud that a stack asks for. */
export const stackParts = (stack: StackModel): readonly AnyCloudResource[] => [
  ...NAMES.flatMap((name) => partResources(name, stack.cloud[name], stack)),
  ...ciIdentity(stack),
];

function partResources<K extends CloudPartName>(name: K, input: CloudParts[K], stack: StackModel): readonly AnyCloudResource[] {
  const part: StackPart<NonNullable<typeof input>> = STACK_PARTS[name];
  return input === undefined ? [] : part.resources(input, stack);
}

/** True if a part of the stack is in its network. */
export const hasPartInNetwork = ({ cloud }: StackModel): boolean =>
  NAMES.some((name) => cloud[name] !== undefined && STACK_PARTS[name].inNetwork);
