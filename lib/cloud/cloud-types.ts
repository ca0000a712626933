import type { AddressArgs } from "@pulumi/gcp/compute/address.js";
import type { GlobalAddressArgs } from "@pulumi/gcp/compute/globalAddress.js";
import type { GlobalForwardingRuleArgs } from "@pulumi/gcp/compute/globalForwardingRule.js";
import type { NetworkArgs } from "@pulumi/gcp/compute/network.js";
import type { RouterArgs } from "@pulumi/gcp/compute/router.js";
import type { RouterNatArgs } from "@pulumi/gcp/compute/routerNat.js";
import type { SubnetworkArgs } from "@pulumi/gcp/compute/subnetwork.js";
import type { ManagedZoneArgs } from "@pulumi/gcp/dns/managedZone.js";
import type { RecordSetArgs } from "@pulumi/gcp/dns/recordSet.js";
import type { InstanceArgs as ValkeyArgs } from "@pulumi/gcp/memorystore/instance.js";
import type { ServiceConnectionPolicyArgs } from "@pulumi/gcp/networkconnectivity/serviceConnectionPolicy.js";
import type { SubscriptionArgs } from "@pulumi/gcp/pubsub/subscription.js";
import type { SubscriptionIAMMemberArgs } from "@pulumi/gcp/pubsub/subscriptionIAMMember.js";
import type { TopicArgs } from "@pulumi/gcp/pubsub/topic.js";
import type { TopicIAMMemberArgs } from "@pulumi/gcp/pubsub/topicIAMMember.js";
import type { InstanceArgs as RedisArgs } from "@pulumi/gcp/redis/instance.js";
import type { SecretArgs } from "@pulumi/gcp/secretmanager/secret.js";
import type { SecretVersionArgs } from "@pulumi/gcp/secretmanager/secretVersion.js";
import type { AccountArgs } from "@pulumi/gcp/serviceaccount/account.js";
import type { IAMMemberArgs as AccountIamMemberArgs } from "@pulumi/gcp/serviceaccount/iammember.js";
import type { ConnectionArgs } from "@pulumi/gcp/servicenetworking/connection.js";
import type { DatabaseArgs } from "@pulumi/gcp/sql/database.js";
import type { DatabaseInstanceArgs } from "@pulumi/gcp/sql/databaseInstance.js";
import type { UserArgs } from "@pulumi/gcp/sql/user.js";
import type { BucketArgs } from "@pulumi/gcp/storage/bucket.js";
import type { BucketIAMMemberArgs } from "@pulumi/gcp/storage/bucketIAMMember.js";

/** The types of cloud resources by token, with the arguments that Pulumi's SDK takes. A misspelt property does not compile. */
export interface CloudTypes {
  readonly "gcp:compute/address:Address": AddressArgs;
  readonly "gcp:compute/globalAddress:GlobalAddress": GlobalAddressArgs;
  readonly "gcp:compute/globalForwardingRule:GlobalForwardingRule": GlobalForwardingRuleArgs;
  readonly "gcp:compute/network:Network": NetworkArgs;
  readonly "gcp:compute/router:Router": RouterArgs;
  readonly "gcp:compute/routerNat:RouterNat": RouterNatArgs;
  readonly "gcp:compute/subnetwork:Subnetwork": SubnetworkArgs;
  readonly "gcp:dns/managedZone:ManagedZone": ManagedZoneArgs;
  readonly "gcp:dns/recordSet:RecordSet": RecordSetArgs;
  readonly "gcp:memorystore/instance:Instance": ValkeyArgs;
  readonly "gcp:networkconnectivity/serviceConnectionPolicy:ServiceConnectionPolicy": ServiceConnectionPolicyArgs;
  readonly "gcp:pubsub/subscription:Subscription": SubscriptionArgs;
  readonly "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember": SubscriptionIAMMemberArgs;
  readonly "gcp:pubsub/topic:Topic": TopicArgs;
  readonly "gcp:pubsub/topicIAMMember:TopicIAMMember": TopicIAMMemberArgs;
  readonly "gcp:redis/instance:Instance": RedisArgs;
  readonly "gcp:secretmanager/secret:Secret": SecretArgs;
  readonly "gcp:secretmanager/secretVersion:SecretVersion": SecretVersionArgs;
  readonly "gcp:serviceaccount/account:Account": AccountArgs;
  readonly "gcp:serviceaccount/iAMMember:IAMMember": AccountIamMemberArgs;
  readonly "gcp:servicenetworking/connection:Connection": ConnectionArgs;
  readonly "gcp:sql/database:Database": DatabaseArgs;
  readonly "gcp:sql/databaseInstance:DatabaseInstance": DatabaseInstanceArgs;
  readonly "gcp:sql/user:User": UserArgs;
  readonly "gcp:storage/bucket:Bucket": BucketArgs;
  readonly "gcp:storage/bucketIAMMember:BucketIAMMember": BucketIAMMemberArgs;
}

/** The token of a type of cloud resources: `gcp:redis/instance:Instance`. */
export type CloudType = keyof CloudTypes;
