import type { CloudType } from "../cloud-types.ts";
import { identityPoolKind, identityProviderKind, repositoryKind } from "./artifact-registry.ts";
import { certificateKind, certificateMapEntryKind, certificateMapKind, dnsAuthorizationKind } from "./certificates.ts";
import { clusterKind, nodePoolKind } from "./cluster.ts";
import { managedZoneKind, recordSetKind } from "./dns.ts";
import {
  accountGrantKind,
  accountKind,
  bucketGrantKind,
  projectGrantKind,
  repositoryGrantKind,
  secretGrantKind,
  subscriptionGrantKind,
  topicGrantKind,
} from "./identity.ts";
import type { CloudKind } from "./kind.ts";
import { backendBucketKind, httpProxyKind, httpsProxyKind, tlsPolicyKind, urlMapKind } from "./load-balancer.ts";
import { alertPolicyKind, dashboardKind, monitoredProjectKind, notificationChannelKind, uptimeCheckKind } from "./monitoring.ts";
import { addressKind, routerKind, routerNatKind } from "./nat.ts";
import {
  connectionKind,
  connectionPolicyKind,
  endpointRuleKind,
  forwardingRuleKind,
  globalAddressKind,
  networkKind,
  subnetworkKind,
} from "./network.ts";
import { subscriptionKind, topicKind } from "./pubsub.ts";
import { redisKind } from "./redis.ts";
import { secretKind, secretVersionKind } from "./secret.ts";
import { sqlDatabaseKind, sqlInstanceKind, sqlUserKind } from "./sql.ts";
import { bucketKind } from "./storage.ts";
import { valkeyEndpointsKind, valkeyKind } from "./valkey.ts";

/** The behaviour of each type of resources. The compiler requires a line for each type. */
export const CLOUD_KINDS: { readonly [T in CloudType]: CloudKind<T> } = {
  "gcp:artifactregistry/repository:Repository": repositoryKind,
  "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember": repositoryGrantKind,
  "gcp:certificatemanager/certificate:Certificate": certificateKind,
  "gcp:certificatemanager/certificateMap:CertificateMap": certificateMapKind,
  "gcp:certificatemanager/certificateMapEntry:CertificateMapEntry": certificateMapEntryKind,
  "gcp:certificatemanager/dnsAuthorization:DnsAuthorization": dnsAuthorizationKind,
  "gcp:compute/address:Address": addressKind,
  "gcp:compute/backendBucket:BackendBucket": backendBucketKind,
  "gcp:compute/forwardingRule:ForwardingRule": endpointRuleKind,
  "gcp:compute/globalAddress:GlobalAddress": globalAddressKind,
  "gcp:compute/globalForwardingRule:GlobalForwardingRule": forwardingRuleKind,
  "gcp:compute/network:Network": networkKind,
  "gcp:compute/router:Router": routerKind,
  "gcp:compute/routerNat:RouterNat": routerNatKind,
  "gcp:compute/sSLPolicy:SSLPolicy": tlsPolicyKind,
  "gcp:compute/subnetwork:Subnetwork": subnetworkKind,
  "gcp:compute/targetHttpProxy:TargetHttpProxy": httpProxyKind,
  "gcp:compute/targetHttpsProxy:TargetHttpsProxy": httpsProxyKind,
  "gcp:compute/uRLMap:URLMap": urlMapKind,
  "gcp:container/cluster:Cluster": clusterKind,
  "gcp:container/nodePool:NodePool": nodePoolKind,
  "gcp:dns/managedZone:ManagedZone": managedZoneKind,
  "gcp:dns/recordSet:RecordSet": recordSetKind,
  "gcp:iam/workloadIdentityPool:WorkloadIdentityPool": identityPoolKind,
  "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider": identityProviderKind,
  "gcp:memorystore/instance:Instance": valkeyKind,
  "gcp:memorystore/instanceDesiredUserCreatedEndpoints:InstanceDesiredUserCreatedEndpoints": valkeyEndpointsKind,
  "gcp:monitoring/alertPolicy:AlertPolicy": alertPolicyKind,
  "gcp:monitoring/dashboard:Dashboard": dashboardKind,
  "gcp:monitoring/monitoredProject:MonitoredProject": monitoredProjectKind,
  "gcp:monitoring/notificationChannel:NotificationChannel": notificationChannelKind,
  "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig": uptimeCheckKind,
  "gcp:networkconnectivity/serviceConnectionPolicy:ServiceConnectionPolicy": connectionPolicyKind,
  "gcp:projects/iAMMember:IAMMember": projectGrantKind,
  "gcp:pubsub/subscription:Subscription": subscriptionKind,
  "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember": subscriptionGrantKind,
  "gcp:pubsub/topic:Topic": topicKind,
  "gcp:pubsub/topicIAMMember:TopicIAMMember": topicGrantKind,
  "gcp:redis/instance:Instance": redisKind,
  "gcp:secretmanager/secret:Secret": secretKind,
  "gcp:secretmanager/secretIamMember:SecretIamMember": secretGrantKind,
  "gcp:secretmanager/secretVersion:SecretVersion": secretVersionKind,
  "gcp:serviceaccount/account:Account": accountKind,
  "gcp:serviceaccount/iAMMember:IAMMember": accountGrantKind,
  "gcp:servicenetworking/connection:Connection": connectionKind,
  "gcp:sql/database:Database": sqlDatabaseKind,
  "gcp:sql/databaseInstance:DatabaseInstance": sqlInstanceKind,
  "gcp:sql/user:User": sqlUserKind,
  "gcp:storage/bucket:Bucket": bucketKind,
  "gcp:storage/bucketIAMMember:BucketIAMMember": bucketGrantKind,
};

/** True if the token names a type that Fairlead makes. */
export const isCloudType = (token: string): token is CloudType => Object.hasOwn(CLOUD_KINDS, token);
