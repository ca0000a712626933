import type { INetworkPolicyPeer, INetworkPolicyPort } from "kubernetes-models/networking.k8s.io/v1";
import { INSTANCE_LABEL } from "../labels.ts";

/** Selects the pods of a service or of a job. */
export const podsOf = (instance: string): INetworkPolicyPeer => ({ podSelector: { matchLabels: { [INSTANCE_LABEL]: instance } } });

/** Selects all pods of a namespace. Kubernetes sets this label itself. */
export const namespacePeer = (namespace: string): INetworkPolicyPeer => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
});

/** Selects an address range. */
export const rangePeer = (cidr: string): INetworkPolicyPeer => ({ ipBlock: { cidr } });

/** Lists TCP ports in ascending order. */
export const tcpPorts = (ports: Iterable<number>): INetworkPolicyPort[] =>
  [...ports].sort((a, b) => a - b).map((port) => ({ port, protocol: "TCP" }));
