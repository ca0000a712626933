import type { CustomResource, CustomResourceOptions } from "@pulumi/pulumi";
import type { CloudType, CloudTypes } from "../../../cloud/cloud-types.ts";

/** A class of the SDK. */
export type ResourceClass<T extends CloudType> = new (name: string, args: CloudTypes[T], options: CustomResourceOptions) => CustomResource;

/** The classes of the SDK by type. Each is loaded only if a stack needs it: the whole SDK takes seconds. */
export const RESOURCE_CLASSES: { readonly [T in CloudType]: () => Promise<ResourceClass<T>> } = {
  "gcp:artifactregistry/repository:Repository": async () => (await import("@pulumi/gcp/artifactregistry/repository.js")).Repository,
  "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember": async () =>
    (await import("@pulumi/gcp/artifactregistry/repositoryIamMember.js")).RepositoryIamMember,
  "gcp:certificatemanager/certificate:Certificate": async () => (await import("@pulumi/gcp/certificatemanager/certificate.js")).Certificate,
  "gcp:certificatemanager/certificateMap:CertificateMap": async () =>
    (await import("@pulumi/gcp/certificatemanager/certificateMap.js")).CertificateMap,
  "gcp:certificatemanager/certificateMapEntry:CertificateMapEntry": async () =>
    (await import("@pulumi/gcp/certificatemanager/certificateMapEntry.js")).CertificateMapEntry,
  "gcp:certificatemanager/dnsAuthorization:DnsAuthorization": async () =>
    (await import("@pulumi/gcp/certificatemanager/dnsAuthorization.js")).DnsAuthorization,
  "gcp:compute/address:Address": async () => (await import("@pulumi/gcp/compute/address.js")).Address,
  "gcp:compute/backendBucket:BackendBucket": async () => (await import("@pulumi/gcp/compute/backendBucket.js")).BackendBucket,
  "gcp:compute/forwardingRule:ForwardingRule": async () => (await import("@pulumi/gcp/compute/forwardingRule.js")).ForwardingRule,
  "gcp:compute/globalAddress:GlobalAddress": async () => (await import("@pulumi/gcp/compute/globalAddress.js")).GlobalAddress,
  "gcp:compute/globalForwardingRule:GlobalForwardingRule": async () =>
    (await import("@pulumi/gcp/compute/globalForwardingRule.js")).GlobalForwardingRule,
  "gcp:compute/network:Network": async () => (await import("@pulumi/gcp/compute/network.js")).Network,
  "gcp:compute/router:Router": async () => (await import("@pulumi/gcp/compute/router.js")).Router,
  "gcp:compute/routerNat:RouterNat": async () => (await import("@pulumi/gcp/compute/routerNat.js")).RouterNat,
  "gcp:compute/sSLPolicy:SSLPolicy": async () => (await import("@pulumi/gcp/compute/sslpolicy.js")).SSLPolicy,
  "gcp:compute/subnetwork:Subnetwork": async () => (await import("@pulumi/gcp/compute/subnetwork.js")).Subnetwork,
  "gcp:compute/targetHttpProxy:TargetHttpProxy": async () => (await import("@pulumi/gcp/compute/targetHttpProxy.js")).TargetHttpProxy,
  "gcp:compute/targetHttpsProxy:TargetHttpsProxy": async () => (await import("@pulumi/gcp/compute/targetHttpsProxy.js")).TargetHttpsProxy,
  "gcp:compute/uRLMap:URLMap": async () => (await import("@pulumi/gcp/compute/urlmap.js")).URLMap,
  "gcp:container/cluster:Cluster": async () => (await import("@pulumi/gcp/container/cluster.js")).Cluster,
  "gcp:container/nodePool:NodePool": async () => (await import("@pulumi/gcp/container/nodePool.js")).NodePool,
  "gcp:dns/managedZone:ManagedZone": async () => (await import("@pulumi/gcp/dns/managedZone.js")).ManagedZone,
  "gcp:dns/recordSet:RecordSet": async () => (await import("@pulumi/gcp/dns/recordSet.js")).RecordSet,
  "gcp:iam/workloadIdentityPool:WorkloadIdentityPool": async () =>
    (await import("@pulumi/gcp/iam/workloadIdentityPool.js")).WorkloadIdentityPool,
  "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider": async () =>
    (await import("@pulumi/gcp/iam/workloadIdentityPoolProvider.js")).WorkloadIdentityPoolProvider,
  "gcp:memorystore/instance:Instance": async () => (await import("@pulumi/gcp/memorystore/instance.js")).Instance,
  "gcp:memorystore/instanceDesiredUserCreatedEndpoints:InstanceDesiredUserCreatedEndpoints": async () =>
    (await import("@pulumi/gcp/memorystore/instanceDesiredUserCreatedEndpoints.js")).InstanceDesiredUserCreatedEndpoints,
  "gcp:monitoring/alertPolicy:AlertPolicy": async () => (await import("@pulumi/gcp/monitoring/alertPolicy.js")).AlertPolicy,
  "gcp:monitoring/dashboard:Dashboard": async () => (await import("@pulumi/gcp/monitoring/dashboard.js")).Dashboard,
  "gcp:monitoring/monitoredProject:MonitoredProject": async () =>
    (await import("@pulumi/gcp/monitoring/monitoredProject.js")).MonitoredProject,
  "gcp:monitoring/notificationChannel:NotificationChannel": async () =>
    (await import("@pulumi/gcp/monitoring/notificationChannel.js")).NotificationChannel,
  "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig": async () =>
    (await import("@pulumi/gcp/monitoring/uptimeCheckConfig.js")).UptimeCheckConfig,
  "gcp:networkconnectivity/serviceConnectionPolicy:ServiceConnectionPolicy": async () =>
    (await import("@pulumi/gcp/networkconnectivity/serviceConnectionPolicy.js")).ServiceConnectionPolicy,
  "gcp:projects/iAMMember:IAMMember": async () => (await import("@pulumi/gcp/projects/iammember.js")).IAMMember,
  "gcp:pubsub/subscription:Subscription": async () => (await import("@pulumi/gcp/pubsub/subscription.js")).Subscription,
  "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember": async () =>
    (await import("@pulumi/gcp/pubsub/subscriptionIAMMember.js")).SubscriptionIAMMember,
  "gcp:pubsub/topic:Topic": async () => (await import("@pulumi/gcp/pubsub/topic.js")).Topic,
  "gcp:pubsub/topicIAMMember:TopicIAMMember": async () => (await import("@pulumi/gcp/pubsub/topicIAMMember.js")).TopicIAMMember,
  "gcp:redis/instance:Instance": async () => (await import("@pulumi/gcp/redis/instance.js")).Instance,
  "gcp:secretmanager/secret:Secret": async () => (await import("@pulumi/gcp/secretmanager/secret.js")).Secret,
  "gcp:secretmanager/secretIamMember:SecretIamMember": async () =>
    (await import("@pulumi/gcp/secretmanager/secretIamMember.js")).SecretIamMember,
  "gcp:secretmanager/secretVersion:SecretVersion": async () => (await import("@pulumi/gcp/secretmanager/secretVersion.js")).SecretVersion,
  "gcp:serviceaccount/account:Account": async () => (await import("@pulumi/gcp/serviceaccount/account.js")).Account,
  "gcp:serviceaccount/iAMMember:IAMMember": async () => (await import("@pulumi/gcp/serviceaccount/iammember.js")).IAMMember,
  "gcp:servicenetworking/connection:Connection": async () => (await import("@pulumi/gcp/servicenetworking/connection.js")).Connection,
  "gcp:sql/database:Database": async () => (await import("@pulumi/gcp/sql/database.js")).Database,
  "gcp:sql/databaseInstance:DatabaseInstance": async () => (await import("@pulumi/gcp/sql/databaseInstance.js")).DatabaseInstance,
  "gcp:sql/user:User": async () => (await import("@pulumi/gcp/sql/user.js")).User,
  "gcp:storage/bucket:Bucket": async () => (await import("@pulumi/gcp/storage/bucket.js")).Bucket,
  "gcp:storage/bucketIAMMember:BucketIAMMember": async () => (await import("@pulumi/gcp/storage/bucketIAMMember.js")).BucketIAMMember,
};
