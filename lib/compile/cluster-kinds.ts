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
]);

/** Whether a kind is of Kubernetes itself or one of its projects, and not an operator's. */
export function isKubernetesKind({ apiVersion }: { readonly apiVersion: string }): boolean {
  const [group = ""] = apiVersion.includes("/") ? apiVersion.split("/") : [];
  return !group.includes(".") || group.endsWith(".k8s.io");
}

/** Whether objects of a kind have no namespace; a service may not bring them, because its Argo CD project may not create them. */
export const isClusterKind = (kind: string): boolean => CLUSTER_KINDS.has(kind);
