import { describe, expect, it } from "vitest";
import { cloudOf, type TestCloud } from "../../../test/cloud-inputs.ts";
import { serviceFile } from "../../../test/fleets.ts";
import type { Tier } from "../../model/tier.ts";

const CLUSTER = "gcp:container/cluster:Cluster";
const POOL = "gcp:container/nodePool:NodePool";
const READER = "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember";

const cloud = (pool: object, tier: Tier = "latest", others: object = {}): TestCloud => {
  const cluster = {
    nodes: "10.60.0.0/20",
    pods: "10.64.0.0/14",
    services: "10.61.0.0/20",
    pools: { main: { machine: "e2-standard-4", max: 9 }, ...pool },
  };
  const image = "us-central1-docker.pkg.dev/shop-images/services/cart";
  return cloudOf([serviceFile("cart", { image, scale: { min: 3, max: 4 } })], tier, { cloud: { cluster, ...others } });
};

describe("a cluster", () => {
  it.each<readonly [what: string, tier: Tier, inputs: object]>([
    ["is in all zones of the region", "latest", { location: "us-central1" }],
    ["has private nodes", "latest", { privateClusterConfig: { enablePrivateNodes: true } }],
    [
      "answers at a DNS name, and at no IP address",
      "latest",
      { controlPlaneEndpointsConfig: { dnsEndpointConfig: { allowExternalTraffic: true }, ipEndpointsConfig: { enabled: false } } },
    ],
    ["gives pods identities", "latest", { workloadIdentityConfig: { workloadPool: "shop-latest.svc.id.goog" } }],
    ["obeys NetworkPolicies", "latest", { datapathProvider: "ADVANCED_DATAPATH" }],
    ["has the Gateway API", "latest", { gatewayApiConfig: { channel: "CHANNEL_STANDARD" } }],
    ["collects metrics", "latest", { monitoringConfig: { managedPrometheus: { enabled: true } } }],
    ["answers DNS on each node", "latest", { addonsConfig: { dnsCacheConfig: { enabled: true } } }],
    ["is maintained at night", "latest", { maintenancePolicy: { recurringWindow: { recurrence: "FREQ=WEEKLY;BYDAY=TU,WE,TH" } } }],
    ["gets versions first on latest", "latest", { releaseChannel: { channel: "RAPID" }, deletionProtection: false }],
    ["gets versions later on staging", "staging", { releaseChannel: { channel: "REGULAR" }, deletionProtection: false }],
    ["gets versions last on prod, and is protected", "prod", { releaseChannel: { channel: "STABLE" }, deletionProtection: true }],
    [
      "has the ranges of the spec",
      "latest",
      {
        ipAllocationPolicy: { clusterSecondaryRangeName: "pods", servicesSecondaryRangeName: "services" },
        subnetwork: { kind: "reference", type: "gcp:compute/subnetwork:Subnetwork", name: "latest-nodes", output: "id" },
      },
    ],
  ])("%s", (_what, tier, inputs) => {
    expect(cloud({}, tier).get(CLUSTER, tier)).toMatchObject(inputs);
  });

  it("has a subnet for nodes, pods and Services", () => {
    expect(cloud({}).get("gcp:compute/subnetwork:Subnetwork", "latest-nodes")).toMatchObject({
      ipCidrRange: "10.60.0.0/20",
      privateIpGoogleAccess: true,
      secondaryIpRanges: [
        { ipCidrRange: "10.64.0.0/14", rangeName: "pods" },
        { ipCidrRange: "10.61.0.0/20", rangeName: "services" },
      ],
    });
  });
});

describe("a node pool", () => {
  it.each<readonly [what: string, pool: object, inputs: object]>([
    [
      "grows from nothing",
      { machine: "e2-small", max: 3 },
      { autoscaling: { locationPolicy: "BALANCED", totalMaxNodeCount: 3, totalMinNodeCount: 0 } },
    ],
    [
      "takes spot machines from any zone",
      { machine: "e2-small", max: 3, spot: true },
      { autoscaling: { locationPolicy: "ANY" }, nodeConfig: { spot: true } },
    ],
    ["has a balanced disk", { machine: "e2-small", max: 3 }, { nodeConfig: { diskType: "pd-balanced", diskSizeGb: 100 } }],
    [
      "has Hyperdisk if the machine takes nothing else",
      { machine: "c4a-standard-4", max: 3, diskGb: 50 },
      { nodeConfig: { diskType: "hyperdisk-balanced", diskSizeGb: 50 } },
    ],
    [
      "hides the account of the node from pods",
      { machine: "e2-small", max: 3 },
      { nodeConfig: { workloadMetadataConfig: { mode: "GKE_METADATA" } } },
    ],
  ])("%s", (_what, pool, inputs) => {
    expect(cloud({ extra: pool }).get(POOL, "extra")).toMatchObject(inputs);
  });

  it("has a number of nodes that the cluster changes", () => {
    const pool = cloud({}).resources.find(({ type }) => type === POOL);
    expect([pool?.ignoreChanges, Object.hasOwn(pool?.inputs ?? {}, "nodeCount")]).toEqual([["initialNodeCount", "nodeCount"], false]);
  });
});

describe("the account of the nodes", () => {
  it("reads the repositories of the stack's images, and no others", () => {
    const { resources, get } = cloud({});
    expect(resources.flatMap(({ type, name }) => (type === READER ? [name] : []))).toEqual([
      "latest-nodes.us-central1.shop-images.services",
    ]);
    expect(get(READER, "latest-nodes.us-central1.shop-images.services")).toMatchObject({
      location: "us-central1",
      project: "shop-images",
      repository: "services",
      role: "roles/artifactregistry.reader",
    });
  });

  it("waits for a repository that the stack makes itself", () => {
    const { resources } = cloudOf([serviceFile("cart", { image: "us-central1-docker.pkg.dev/shop-latest/services/cart" })], "latest", {
      cloud: {
        cluster: {
          nodes: "10.60.0.0/20",
          pods: "10.64.0.0/14",
          services: "10.61.0.0/20",
          pools: { main: { machine: "e2-small", max: 3 } },
        },
        registry: {},
      },
    });
    expect(resources.flatMap(({ type, dependsOn }) => (type === READER ? [dependsOn] : []))).toEqual([
      [{ type: "gcp:artifactregistry/repository:Repository", name: "services" }],
    ]);
  });
});
