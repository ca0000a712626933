/** The kinds of Kubernetes and of common operators whose objects have no namespace. */
const CLUSTER_KINDS = new Set([
  "Namespace",
  "Node",
  "PersistentVolume",
  "PriorityClass",
  "StorageClass",
  "ClusterRole",
  "ClusterRoleBinding",
  "CustomResourceDefinition",
  "MutatingWebhookConfiguration",
  "ValidatingWebhookConfiguration",
  "MutatingAdmissionPolicy",
  "MutatingAdmissionPolicyBinding",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "APIService",
  "CertificateSigningRequest",
  "ClusterTrustBundle",
  "CSIDriver",
  "CSINode",
  "VolumeAttachment",
  "FlowSchema",
  "PriorityLevelConfiguration",
  "RuntimeClass",
  "IngressClass",
  "GatewayClass",
  "StorageVersionMigration",
  "VolumeAttributesClass",
  "VolumeSnapshotClass",
  "VolumeSnapshotContent",
  "DeviceClass",
  "ResourceSlice",
  "IPAddress",
  "ServiceCIDR",
  "AdminNetworkPolicy",
  "BaselineAdminNetworkPolicy",
  "ClusterSecretStore",
  "ClusterExternalSecret",
  "CiliumClusterwideNetworkPolicy",
  "GlobalNetworkPolicy",
  "NodePool",
]);

/** Operators begin the names of such kinds so: `ClusterIssuer`, `ClusterPolicy`. The exception has a namespace. */
const CLUSTER_WIDE = /^Cluster(?!ServiceVersion$)[A-Z]/;

/** True if objects of a kind have no namespace. A service may not add such an object: its Argo CD project forbids it. */
export const isClusterKind = (kind: string): boolean => CLUSTER_KINDS.has(kind) || CLUSTER_WIDE.test(kind);
