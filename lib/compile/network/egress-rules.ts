import type { INetworkPolicyEgressRule, INetworkPolicyPeer } from "kubernetes-models/networking.k8s.io/v1";
import { needKind } from "../../model/needs/registry.ts";
import { needsIdentity, privateRangeOf } from "../need-instances.ts";
import type { ServiceContext } from "../service-context.ts";
import { namespacePeer, podsOf, rangePeer, tcpPorts } from "./peers.ts";

const DNS: INetworkPolicyEgressRule = {
  ports: [
    { port: 53, protocol: "UDP" },
    { port: 53, protocol: "TCP" },
  ],
  to: [namespacePeer("kube-system")],
};

/** GKE's metadata server, which issues Google identities: without and with Dataplane V2. */
const METADATA_SERVER: readonly INetworkPolicyEgressRule[] = [
  { ports: tcpPorts([988]), to: [rangePeer("169.254.169.252/32")] },
  { ports: tcpPorts([80]), to: [rangePeer("169.254.169.254/32")] },
];

/** Lists the rules for outgoing traffic: DNS, the called services, the needs and the metadata server. */
export function egressRules({ service, stack, calls }: ServiceContext): INetworkPolicyEgressRule[] {
  const callees = new PortsByPeer();
  for (const call of calls) callees.add(call.service, [call.containerPort]);
  const ranges = new PortsByPeer();
  for (const [name, need] of Object.entries(service.needs)) {
    const range = privateRangeOf(stack, service.name, name);
    const ports = needKind(need).egress(need);
    if (range !== undefined && ports.length > 0) ranges.add(range, ports);
  }
  return [DNS, ...callees.rules(podsOf), ...ranges.rules(rangePeer), ...(needsIdentity(service) ? METADATA_SERVER : [])];
}

/** Collects ports so that each peer gets one rule. */
class PortsByPeer {
  readonly #ports = new Map<string, Set<number>>();

  add(peer: string, ports: readonly number[]): void {
    this.#ports.set(peer, new Set([...(this.#ports.get(peer) ?? []), ...ports]));
  }

  /** Lists the rules in the order of the peers' names. */
  rules(peerOf: (peer: string) => INetworkPolicyPeer): readonly INetworkPolicyEgressRule[] {
    return [...this.#ports].sort(([a], [b]) => (a < b ? -1 : 1)).map(([peer, ports]) => ({ ports: tcpPorts(ports), to: [peerOf(peer)] }));
  }
}
