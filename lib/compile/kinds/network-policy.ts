import type {
  INetworkPolicy,
  INetworkPolicyEgressRule,
  INetworkPolicyIngressRule,
  INetworkPolicyPeer,
} from "kubernetes-models/networking.k8s.io/v1";
import { labelsFor, needsIdentity, type ServiceContext } from "../context.ts";
import { metadata } from "../metadata.ts";
import { needKind } from "../../model/needs/registry.ts";
import { jobName } from "./job.ts";

/** One label only: it stands on the service's pods and on nothing else. */
const INSTANCE = "app.kubernetes.io/instance";
const NAMESPACE = "kubernetes.io/metadata.name";

const DNS: INetworkPolicyEgressRule = {
  ports: [
    { port: 53, protocol: "UDP" },
    { port: 53, protocol: "TCP" },
  ],
  to: [{ namespaceSelector: { matchLabels: { [NAMESPACE]: "kube-system" } } }],
};

/** GKE's metadata server, which hands out Google identities: without and with Dataplane V2. */
const METADATA_SERVER: readonly INetworkPolicyEgressRule[] = [
  { ports: [{ port: 988, protocol: "TCP" }], to: [{ ipBlock: { cidr: "169.254.169.252/32" } }] },
  { ports: [{ port: 80, protocol: "TCP" }], to: [{ ipBlock: { cidr: "169.254.169.254/32" } }] },
];

const pods = (instance: string): INetworkPolicyPeer => ({ podSelector: { matchLabels: { [INSTANCE]: instance } } });

/** One policy for the service's pods and one for each of its jobs' pods, who call what the service calls. */
export function networkPolicies(context: ServiceContext): readonly INetworkPolicy[] {
  const { service, stack, model } = context;
  const egress = egressOf(context);
  return [
    policy(context, service.name, context.labels, ingressOf(context), egress),
    ...service.jobs.map((job) => {
      const name = jobName(service.name, job.name);
      return policy(context, name, labelsFor(service, stack, model, name, "job"), [{ from: [pods(name)] }], egress);
    }),
  ];
}

const policy = (
  context: ServiceContext,
  name: string,
  labels: Readonly<Record<string, string>>,
  ingress: INetworkPolicyIngressRule[],
  egress: INetworkPolicyEgressRule[],
): INetworkPolicy => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: metadata(context, { labels, name }),
  spec: { egress, ingress, podSelector: { matchLabels: { [INSTANCE]: name } }, policyTypes: ["Ingress", "Egress"] },
});

function egressOf({ service, stack, calls }: ServiceContext): INetworkPolicyEgressRule[] {
  const callees = new Map<string, Set<number>>();
  for (const call of calls) {
    const ports = callees.get(call.service) ?? new Set();
    callees.set(call.service, ports.add(call.containerPort));
  }
  const ranges = new Map<string, Set<number>>();
  for (const [name, need] of Object.entries(service.needs)) {
    // A shared instance is in the private range of the stack that owns it.
    const bound = stack.bindings.get(`${service.name}.${name}`);
    const range = bound === undefined ? stack.privateRange : bound.stack.input.privateRange;
    const ports = needKind(need).egress(need);
    if (range === undefined || ports.length === 0) continue;
    ranges.set(range, new Set([...(ranges.get(range) ?? []), ...ports]));
  }
  return [
    DNS,
    ...[...callees].sort(byName).map(([callee, ports]) => ({ ports: tcpPorts(ports), to: [pods(callee)] })),
    ...[...ranges].sort(byName).map(([cidr, ports]) => ({ ports: tcpPorts(ports), to: [{ ipBlock: { cidr } }] })),
    ...(needsIdentity(service) ? METADATA_SERVER : []),
  ];
}

/** Callers by port; without any, the pods among themselves, because a policy without a rule reads like a mistake. */
function ingressOf({ service, stack }: ServiceContext): INetworkPolicyIngressRule[] {
  const rules = service.ports.flatMap(({ name, port }): INetworkPolicyIngressRule[] => {
    const callers = (stack.callers.get(service.name)?.get(name) ?? []).flatMap((caller) => [
      caller.name,
      ...caller.jobs.map((job) => jobName(caller.name, job.name)),
    ]);
    const from = [
      ...(service.public?.port === name ? [{ namespaceSelector: { matchLabels: { [NAMESPACE]: stack.gateway.namespace } } }] : []),
      ...callers.sort().map(pods),
    ];
    return from.length === 0 ? [] : [{ from, ports: tcpPorts([port]) }];
  });
  return rules.length > 0 ? rules : [{ from: [pods(service.name)], ...selfPorts(service.ports) }];
}

const selfPorts = (ports: readonly { readonly port: number }[]) =>
  ports.length === 0 ? {} : { ports: tcpPorts(ports.map(({ port }) => port)) };

const tcpPorts = (ports: Iterable<number>) => [...ports].sort((a, b) => a - b).map((port) => ({ port, protocol: "TCP" as const }));

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
