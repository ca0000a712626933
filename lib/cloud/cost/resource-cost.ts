import { machinePrice } from "../../model/prices/machine-price.ts";
import { valueAt } from "../../base/values.ts";
import type { CloudType } from "../cloud-types.ts";
import { HOURS, SERVICE_PRICES, servicePrices } from "./service-prices.ts";

/** The cost of a resource, or of a part of it. */
export type Cost =
  /** US dollars a month, at least and at most. */
  | { readonly kind: "month"; readonly least: number; readonly most: number }
  /** A part whose price depends on use. The specs do not say it. */
  | { readonly kind: "usage"; readonly of: string }
  /** A part whose price nobody listed. `size` has the values that decide the price, so that a change of them is seen. */
  | { readonly kind: "unknown"; readonly of: string; readonly size: string };

type Inputs = Readonly<Record<string, unknown>>;
type Costs = (inputs: Inputs, region: string) => readonly Cost[];

const month = (least: number, most = least): readonly Cost[] => [{ kind: "month", least, most }];
const usage = (of: string): readonly Cost[] => [{ kind: "usage", of }];
const unknown = (of: string, ...sizes: readonly unknown[]): readonly Cost[] => [{ kind: "unknown", of, size: sizes.map(String).join(" ") }];
const free: Costs = () => [];

const at = (inputs: Inputs, path: string): unknown => valueAt(inputs, path.split("."));
const numberAt = (inputs: Inputs, path: string): number => Number(at(inputs, path) ?? 0);

/** A resource whose costs are known by type and inputs. The specs ask for it, or a state records it. */
export interface Costed {
  readonly type: CloudType;
  readonly inputs: object;
  /** @default the stack itself owns it */
  readonly block: { readonly service?: string };
}

/** The costs of each type. A type that is missing here has a price that nobody listed. */
const COSTS: { readonly [T in CloudType]?: Costs } = {
  "gcp:redis/instance:Instance": (inputs, region) => {
    const gigabytes = numberAt(inputs, "memorySizeGb");
    const price = servicePrices(region)?.redis.find(({ upToGb }) => gigabytes <= upToGb);
    if (price === undefined) return unknown(`Redis in ${region}`, gigabytes, inputs["tier"]);
    return month(gigabytes * HOURS * (inputs["tier"] === "BASIC" ? price.alone : price.pair));
  },
  "gcp:sql/databaseInstance:DatabaseInstance": (inputs, region) => {
    const prices = servicePrices(region)?.sql;
    const [, cpu, megabytes] = /^db-custom-(\d+)-(\d+)$/.exec(String(at(inputs, "settings.tier"))) ?? [];
    const machines = at(inputs, "settings.availabilityType") === "REGIONAL" ? 2 : 1;
    const [first, maximum] = [numberAt(inputs, "settings.diskSize"), numberAt(inputs, "settings.diskAutoresizeLimit")];
    if (prices === undefined || cpu === undefined) {
      return unknown(`Cloud SQL in ${region}`, at(inputs, "settings.tier"), machines, first, maximum);
    }
    const hour = Number(cpu) * prices.cpu + (Number(megabytes) / 1024) * prices.memoryGb;
    const disk = (gigabytes: number): number => machines * (hour * HOURS + gigabytes * prices.ssdGb);
    return [...month(disk(first), disk(Math.max(first, maximum))), ...usage("backups")];
  },
  "gcp:container/cluster:Cluster": () => month(SERVICE_PRICES.clusterHour * HOURS),
  "gcp:container/nodePool:NodePool": (inputs, region) => {
    const name = String(at(inputs, "nodeConfig.machineType"));
    const machine = machinePrice(name, region);
    const [least, most] = [numberAt(inputs, "autoscaling.totalMinNodeCount"), numberAt(inputs, "autoscaling.totalMaxNodeCount")];
    const isSpot = at(inputs, "nodeConfig.spot") === true;
    const disks = unknown("disks of nodes", at(inputs, "nodeConfig.diskType"), at(inputs, "nodeConfig.diskSizeGb"), least, most);
    if (machine === undefined) return [...unknown(`machines ${name} in ${region}`, isSpot, least, most), ...disks];
    const hour = isSpot ? machine.spot : machine.hour;
    return [...month(least * hour * HOURS, most * hour * HOURS), ...disks];
  },
  "gcp:memorystore/instance:Instance": ({ nodeType, shardCount, replicaCount }) => unknown("Valkey", nodeType, shardCount, replicaCount),
  "gcp:compute/address:Address": ({ addressType }) => (addressType === "INTERNAL" ? [] : month(SERVICE_PRICES.addressHour * HOURS)),
  "gcp:compute/forwardingRule:ForwardingRule": () => unknown("endpoints of servers"),
  "gcp:compute/routerNat:RouterNat": () => [...month(SERVICE_PRICES.natHour * HOURS), ...usage("bytes through the NAT")],
  "gcp:storage/bucket:Bucket": () => usage("bytes in buckets"),
  "gcp:pubsub/topic:Topic": () => usage("messages"),
  "gcp:pubsub/subscription:Subscription": () => usage("messages"),
  "gcp:artifactregistry/repository:Repository": () => usage("bytes of images"),
  "gcp:certificatemanager/certificate:Certificate": () => unknown("certificates"),
  "gcp:dns/managedZone:ManagedZone": () => unknown("DNS zones"),
  "gcp:secretmanager/secretVersion:SecretVersion": () => unknown("versions of secrets"),
  "gcp:compute/backendBucket:BackendBucket": () => usage("bytes from the CDN"),
  "gcp:compute/globalForwardingRule:GlobalForwardingRule": () => unknown("endpoints and load balancers"),
  "gcp:monitoring/alertPolicy:AlertPolicy": () => usage("conditions of alerts"),
  "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig": () => usage("uptime checks"),
  "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember": free,
  "gcp:compute/globalAddress:GlobalAddress": ({ addressType }) =>
    addressType === "EXTERNAL" ? month(SERVICE_PRICES.addressHour * HOURS) : [],
  "gcp:certificatemanager/certificateMap:CertificateMap": free,
  "gcp:certificatemanager/certificateMapEntry:CertificateMapEntry": free,
  "gcp:certificatemanager/dnsAuthorization:DnsAuthorization": free,
  "gcp:compute/network:Network": free,
  "gcp:memorystore/instanceDesiredUserCreatedEndpoints:InstanceDesiredUserCreatedEndpoints": free,
  "gcp:compute/router:Router": free,
  "gcp:compute/sSLPolicy:SSLPolicy": free,
  "gcp:compute/subnetwork:Subnetwork": free,
  "gcp:compute/targetHttpProxy:TargetHttpProxy": free,
  "gcp:compute/targetHttpsProxy:TargetHttpsProxy": free,
  "gcp:compute/uRLMap:URLMap": free,
  "gcp:dns/recordSet:RecordSet": free,
  "gcp:iam/workloadIdentityPool:WorkloadIdentityPool": free,
  "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider": free,
  "gcp:monitoring/dashboard:Dashboard": free,
  "gcp:monitoring/monitoredProject:MonitoredProject": free,
  "gcp:monitoring/notificationChannel:NotificationChannel": free,
  "gcp:networkconnectivity/serviceConnectionPolicy:ServiceConnectionPolicy": free,
  "gcp:projects/iAMMember:IAMMember": free,
  "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember": free,
  "gcp:pubsub/topicIAMMember:TopicIAMMember": free,
  "gcp:secretmanager/secret:Secret": free,
  "gcp:secretmanager/secretIamMember:SecretIamMember": free,
  "gcp:serviceaccount/account:Account": free,
  "gcp:serviceaccount/iAMMember:IAMMember": free,
  "gcp:servicenetworking/connection:Connection": free,
  "gcp:sql/database:Database": free,
  "gcp:sql/user:User": free,
  "gcp:storage/bucketIAMMember:BucketIAMMember": free,
};

/** Returns the costs of a resource. An unknown price is never zero: it has its own kind. */
export function resourceCosts({ type, inputs }: Costed, region: string): readonly Cost[] {
  const costs = COSTS[type];
  return costs === undefined ? unknown(type.replace(/^gcp:|\/[^:]*/g, "").replace(":", ".")) : costs({ ...inputs }, region);
}
