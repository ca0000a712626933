import type { INetworkPolicyPeer, INetworkPolicyPort } from "kubernetes-models/networking.k8s.io/v1";
import { NOT_INTERNET } from "../../base/ip-ranges.ts";
import type { TransportPort } from "../../model/fields/egress.ts";
import { INSTANCE_LABEL } from "../labels.ts";

/** Selects the pods of a service or of a job. */
export const podsOf = (instance: string): INetworkPolicyPeer => ({ podSelector: { matchLabels: { [INSTANCE_LABEL]: instance } } });

/** Selects all pods of a namespace. Kubernetes sets this label itself. */
export const namespacePeer = (namespace: string): INetworkPolicyPeer => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
});

/** Selects pods of another namespace by their labels. @param pods undefined for all pods */
export const podsIn = (namespace: string | undefined, pods: Readonly<Record<string, string>> | undefined): INetworkPolicyPeer => ({
  ...(namespace === undefined ? {} : namespacePeer(namespace)),
  ...(pods === undefined ? {} : { podSelector: { matchLabels: { ...pods } } }),
});

/** Selects the pods of a service or of a job in another namespace. */
export const podsOfIn = (namespace: string, instance: string): INetworkPolicyPeer => ({ ...namespacePeer(namespace), ...podsOf(instance) });

/** Selects an address range. */
export const rangePeer = (cidr: string): INetworkPolicyPeer => ({ ipBlock: { cidr } });

/** Selects the addresses of the internet. */
export const internetPeer = (): INetworkPolicyPeer => ({ ipBlock: { cidr: "0.0.0.0/0", except: [...NOT_INTERNET] } });

/** Lists ports by transport and number, each once. */
export function policyPorts(ports: readonly TransportPort[]): INetworkPolicyPort[] {
  // Most rules have one port.
  if (ports.length === 1) return ports.map(({ port, protocol }) => ({ port, protocol }));
  const unique = new Map(ports.map(({ port, protocol }) => [`${port}/${protocol}`, { port, protocol }]));
  return [...unique.values()].sort((a, b) => (a.protocol === b.protocol ? a.port - b.port : a.protocol < b.protocol ? -1 : 1));
}

/** Lists TCP ports in ascending order. */
export const tcpPorts = (ports: readonly number[]): INetworkPolicyPort[] => policyPorts(ports.map((port) => ({ port, protocol: "TCP" })));
