import { type ClusterInput, type NodePoolInput, releaseChannelOf } from "../../model/cloud/cluster.ts";
import type { StackModel } from "../../model/model.ts";
import { fitName } from "../../base/fit-name.ts";
import { networkId, networkName, stackLabels } from "../cloud-names.ts";
import { isProtected } from "../need-place.ts";
import { type AnyCloudResource, type CloudResource, type MakeResource, outputOf, resourcesOf } from "../resource.ts";
import { nodeAccount } from "./node-account.ts";
import type { StackPart } from "./stack-part.ts";

/** GKE allows 40 characters. */
const MAX_NAME = 40;

/** The nights of Tuesday to Thursday, in UTC. GKE requires 48 hours of maintenance in 32 days. */
const MAINTENANCE = {
  endTime: "2026-01-01T06:00:00Z",
  recurrence: "FREQ=WEEKLY;BYDAY=TU,WE,TH",
  startTime: "2026-01-01T02:00:00Z",
} as const;

/** The families of machines that take Hyperdisk only. Source: Compute Engine, machine families. */
const HYPERDISK = /^(?:c4|c4a|c4d|n4|n4a|n4d|x4|h4d|m4)-/;

/** Makes a private, regional cluster: its API server has a DNS name and no IP address, and NetworkPolicies hold. */
export const clusterStackPart: StackPart<ClusterInput> = {
  inNetwork: true,
  resources: (input, stack) => {
    const make = resourcesOf({ kind: "Cluster", name: stack.name });
    const { project, region, tier } = stack;
    const name = fitName(stack.name, MAX_NAME);
    const subnetName = networkName(stack, "nodes");
    const subnet = make("gcp:compute/subnetwork:Subnetwork", subnetName, {
      ipCidrRange: input.nodes,
      name: subnetName,
      network: networkId(stack),
      privateIpGoogleAccess: true,
      project,
      region,
      secondaryIpRanges: [
        { ipCidrRange: input.pods, rangeName: "pods" },
        { ipCidrRange: input.services, rangeName: "services" },
      ],
    });
    const cluster = make(
      "gcp:container/cluster:Cluster",
      name,
      {
        addonsConfig: { dnsCacheConfig: { enabled: true }, httpLoadBalancing: { disabled: false } },
        controlPlaneEndpointsConfig: { dnsEndpointConfig: { allowExternalTraffic: true }, ipEndpointsConfig: { enabled: false } },
        costManagementConfig: { enabled: true },
        // Without it, NetworkPolicies have no effect.
        datapathProvider: "ADVANCED_DATAPATH",
        deletionProtection: isProtected(tier),
        gatewayApiConfig: { channel: "CHANNEL_STANDARD" },
        // The pools below replace the first one.
        initialNodeCount: 1,
        ipAllocationPolicy: { clusterSecondaryRangeName: "pods", servicesSecondaryRangeName: "services" },
        location: region,
        maintenancePolicy: { recurringWindow: MAINTENANCE },
        monitoringConfig: { enableComponents: ["SYSTEM_COMPONENTS"], managedPrometheus: { enabled: true } },
        name,
        network: networkId(stack),
        networkingMode: "VPC_NATIVE",
        privateClusterConfig: { enablePrivateNodes: true },
        project,
        releaseChannel: { channel: releaseChannelOf(input, tier).toUpperCase() },
        removeDefaultNodePool: true,
        resourceLabels: stackLabels(stack),
        securityPostureConfig: { mode: "BASIC" },
        subnetwork: outputOf(subnet, "id"),
        workloadIdentityConfig: { workloadPool: `${project}.svc.id.goog` },
      },
      { protect: isProtected(tier), ignoreChanges: ["initialNodeCount"] },
    );
    const { account, grants } = nodeAccount(stack, make);
    const pools = Object.entries(input.pools).map(([pool, fields]) => nodePool(make, { stack, cluster, account }, pool, fields));
    return [subnet, cluster, account, ...grants, ...pools];
  },
};

interface PoolPlace {
  readonly stack: StackModel;
  readonly cluster: CloudResource<"gcp:container/cluster:Cluster">;
  readonly account: CloudResource<"gcp:serviceaccount/account:Account">;
}

/** Makes a node pool. The cluster changes the number of its nodes, so the engine never does. */
function nodePool(make: MakeResource, place: PoolPlace, name: string, pool: NodePoolInput): AnyCloudResource {
  const { stack, cluster, account } = place;
  const { machine, min = 0, max, spot = false, diskGb = 100, labels = {} } = pool;
  return make(
    "gcp:container/nodePool:NodePool",
    name,
    {
      autoscaling: { locationPolicy: spot ? "ANY" : "BALANCED", totalMaxNodeCount: max, totalMinNodeCount: min },
      cluster: outputOf(cluster, "name"),
      // One in each zone, at the beginning.
      initialNodeCount: 1,
      location: stack.region,
      management: { autoRepair: true, autoUpgrade: true },
      name,
      networkConfig: { enablePrivateNodes: true },
      nodeConfig: {
        diskSizeGb: diskGb,
        diskType: HYPERDISK.test(machine) ? "hyperdisk-balanced" : "pd-balanced",
        imageType: "COS_CONTAINERD",
        labels,
        machineType: machine,
        metadata: { "disable-legacy-endpoints": "true" },
        oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
        serviceAccount: outputOf(account, "email"),
        shieldedInstanceConfig: { enableIntegrityMonitoring: true, enableSecureBoot: true },
        spot,
        // The metadata server gives pods the identity of their account only.
        workloadMetadataConfig: { mode: "GKE_METADATA" },
      },
      project: stack.project,
      upgradeSettings: { maxSurge: 1, maxUnavailable: 0, strategy: "SURGE" },
    },
    { ignoreChanges: ["initialNodeCount", "nodeCount"] },
  );
}
