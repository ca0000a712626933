import type { INetworkPolicyEgressRule, INetworkPolicyPeer } from "kubernetes-models/networking.k8s.io/v1";
import type { TransportPort } from "../../model/fields/egress.ts";
import { transportOf } from "../../model/fields/ports.ts";
import { needKind } from "../../model/needs/registry.ts";
import { needsIdentity, rangesOf, serverFor } from "../need-instances.ts";
import { isReached } from "../../model/model.ts";
import type { ServiceContext } from "../service-context.ts";
import { internetPeer, namespacePeer, podsIn, podsOf, podsOfIn, policyPorts, rangePeer, tcpPorts } from "./peers.ts";

/** The servers that answer DNS: those of the cluster, NodeLocal DNSCache, and Cloud DNS for GKE. */
const DNS: INetworkPolicyEgressRule = {
  ports: [
    { port: 53, protocol: "UDP" },
    { port: 53, protocol: "TCP" },
  ],
  to: [namespacePeer("kube-system"), rangePeer("169.254.20.10/32"), rangePeer("169.254.169.254/32")],
};

/** GKE's metadata server, which issues Google identities: without and with Dataplane V2. */
const METADATA_SERVER: readonly INetworkPolicyEgressRule[] = [
  { ports: tcpPorts([988]), to: [rangePeer("169.254.169.252/32")] },
  { ports: tcpPorts([80]), to: [rangePeer("169.254.169.254/32")] },
];

/** Lists the rules for outgoing traffic: DNS, the calls, the needs, `egress` and the metadata server. */
export function egressRules({ service, stack, calls }: ServiceContext): INetworkPolicyEgressRule[] {
  const { egress } = service;
  const callees = new PortsByPeer();
  // By the JSON of each peer.
  const peers = new PortsByPeer();
  const ranges = new PortsByPeer(egress.ranges);
  const internet = new PortsByPeer([["internet", egress.internet]]);
  for (const { to, opens } of calls.filter(isReached)) {
    if (to.kind === "service") callees.add(to.service, [opens]);
    else if (to.kind === "front") for (const service of to.services) callees.add(service, [opens]);
    else if (to.kind === "remote") peers.add(JSON.stringify(podsOfIn(to.namespace, to.service)), [opens]);
    else if (to.kind === "component") peers.add(JSON.stringify(podsIn(to.namespace, to.pods)), [opens]);
    else if (to.kind === "range") ranges.add(to.range, [opens]);
    else internet.add("internet", [opens]);
  }
  // The pods of a StatefulSet may form a cluster.
  if (service.stateful !== undefined)
    callees.add(
      service.name,
      service.ports.map((port) => ({ port: port.port, protocol: transportOf(port) })),
    );
  for (const [name, need] of Object.entries(service.needs)) {
    const ports = needKind(need)
      .egress(need)
      .map((port) => ({ port, protocol: "TCP" }) as const);
    const server = serverFor(stack, service, name, need);
    if (server !== undefined) callees.add(server, ports);
    else for (const range of rangesOf(stack, service, name)) ranges.add(range, ports);
  }
  if (service.kubernetesApi.length > 0 && stack.apiServer !== undefined) {
    ranges.add(stack.apiServer.range, [{ port: stack.apiServer.port, protocol: "TCP" }]);
  }
  return [
    DNS,
    ...callees.rules(podsOf),
    ...peers.rules((peer) => JSON.parse(peer) as INetworkPolicyPeer),
    ...new PortsByPeer(egress.namespaces).rules(namespacePeer),
    ...ranges.rules(rangePeer),
    ...internet.rules(internetPeer),
    ...(needsIdentity(service) ? METADATA_SERVER : []),
  ];
}

const NO_RULES: readonly INetworkPolicyEgressRule[] = [];

/** Collects ports so that each peer gets one rule. */
class PortsByPeer {
  /** Undefined without a peer: most services have peers of one or two kinds only. */
  #ports: Map<string, readonly TransportPort[]> | undefined;

  constructor(entries: Iterable<readonly [string, readonly TransportPort[]]> = []) {
    for (const [peer, ports] of entries) this.add(peer, ports);
  }

  add(peer: string, ports: readonly TransportPort[]): void {
    if (ports.length === 0) return;
    this.#ports ??= new Map();
    const known = this.#ports.get(peer);
    this.#ports.set(peer, known === undefined ? ports : [...known, ...ports]);
  }

  /** Lists the rules in the order of the peers' names. */
  rules(peerOf: (peer: string) => INetworkPolicyPeer): readonly INetworkPolicyEgressRule[] {
    if (this.#ports === undefined) return NO_RULES;
    return [...this.#ports]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([peer, ports]) => ({ ports: policyPorts(ports), to: [peerOf(peer)] }));
  }
}
