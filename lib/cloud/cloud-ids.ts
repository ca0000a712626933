import type { CloudType } from "./cloud-types.ts";

/** The id of each type in its cloud. A name in braces stands for an input. */
const IDS: Readonly<Record<CloudType, string>> = {
  "gcp:artifactregistry/repository:Repository": "projects/{project}/locations/{location}/repositories/{repositoryId}",
  "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember":
    "projects/{project}/locations/{location}/repositories/{repository}/{role}/{member}",
  "gcp:compute/address:Address": "projects/{project}/regions/{region}/addresses/{name}",
  "gcp:compute/globalAddress:GlobalAddress": "projects/{project}/global/addresses/{name}",
  "gcp:compute/globalForwardingRule:GlobalForwardingRule": "projects/{project}/global/forwardingRules/{name}",
  "gcp:compute/network:Network": "projects/{project}/global/networks/{name}",
  "gcp:compute/router:Router": "projects/{project}/regions/{region}/routers/{name}",
  "gcp:compute/routerNat:RouterNat": "{project}/{region}/{router}/{name}",
  "gcp:compute/subnetwork:Subnetwork": "projects/{project}/regions/{region}/subnetworks/{name}",
  "gcp:container/cluster:Cluster": "projects/{project}/locations/{location}/clusters/{name}",
  "gcp:container/nodePool:NodePool": "{project}/{location}/{cluster}/{name}",
  "gcp:dns/managedZone:ManagedZone": "projects/{project}/managedZones/{name}",
  "gcp:dns/recordSet:RecordSet": "projects/{project}/managedZones/{managedZone}/rrsets/{name}/{type}",
  "gcp:iam/workloadIdentityPool:WorkloadIdentityPool": "projects/{project}/locations/global/workloadIdentityPools/{workloadIdentityPoolId}",
  "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider":
    "projects/{project}/locations/global/workloadIdentityPools/{workloadIdentityPoolId}/providers/{workloadIdentityPoolProviderId}",
  "gcp:memorystore/instance:Instance": "projects/{project}/locations/{location}/instances/{instanceId}",
  "gcp:networkconnectivity/serviceConnectionPolicy:ServiceConnectionPolicy":
    "projects/{project}/locations/{location}/serviceConnectionPolicies/{name}",
  "gcp:projects/iAMMember:IAMMember": "{project}/{role}/{member}",
  "gcp:pubsub/subscription:Subscription": "projects/{project}/subscriptions/{name}",
  "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember": "projects/{project}/subscriptions/{subscription}/{role}/{member}",
  "gcp:pubsub/topic:Topic": "projects/{project}/topics/{name}",
  "gcp:pubsub/topicIAMMember:TopicIAMMember": "projects/{project}/topics/{topic}/{role}/{member}",
  "gcp:redis/instance:Instance": "projects/{project}/locations/{region}/instances/{name}",
  "gcp:secretmanager/secret:Secret": "projects/{project}/secrets/{secretId}",
  "gcp:secretmanager/secretVersion:SecretVersion": "{secret}/versions/{secretDataWoVersion}",
  "gcp:serviceaccount/account:Account": "projects/{project}/serviceAccounts/{accountId}@{project}.iam.gserviceaccount.com",
  "gcp:serviceaccount/iAMMember:IAMMember": "{serviceAccountId}/{role}/{member}",
  "gcp:servicenetworking/connection:Connection": "{network}:{service}",
  "gcp:sql/database:Database": "projects/{project}/instances/{instance}/databases/{name}",
  "gcp:sql/databaseInstance:DatabaseInstance": "projects/{project}/instances/{name}",
  "gcp:sql/user:User": "projects/{project}/instances/{instance}/users/{name}",
  "gcp:storage/bucket:Bucket": "{name}",
  "gcp:storage/bucketIAMMember:BucketIAMMember": "b/{bucket}/{role}/{member}",
};

/** Returns the id of a resource in its cloud. Two resources of a type never share one. @param inputs complete, without references */
export const cloudId = (type: CloudType, inputs: Readonly<Record<string, unknown>>): string =>
  IDS[type].replace(/\{(\w+)\}/g, (_all, input: string) => textOf(inputs[input]));

const textOf = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "-");

/** True if a token names a type that Fairlead knows. */
export const isCloudType = (token: string): token is CloudType => Object.hasOwn(IDS, token);
