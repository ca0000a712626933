import { isRecord } from "../../../base/values.ts";
import { INSTANCE_LABEL } from "../../../compile/labels.ts";
import { at, pairsText, recordsAt, shown, stringsAt } from "../read-values.ts";
import type { Fields, Subject, Trait, TraitReader } from "../trait.ts";

const DIRECTIONS = [
  { type: "Ingress", list: "ingress", peers: "from", word: "lets in" },
  { type: "Egress", list: "egress", peers: "to", word: "lets out to" },
] as const;

/** Lists the connections that a NetworkPolicy allows, and the pods that it protects. */
export const networkTraits: TraitReader = (subject) => {
  const { value, kind, service } = subject;
  if (kind !== "NetworkPolicy") return serviceTraits(subject);
  const pods = selectorText(at(value, "spec.podSelector"), "pod");
  const instance = at(value, "spec.podSelector.matchLabels");
  const own = isRecord(instance) ? shown(instance[INSTANCE_LABEL]) : "";
  // Policies add up, so only the policy that Fairlead itself gives a service is usual.
  const isUsual = service !== undefined && subject.name === own && (own === service || own.startsWith(`${service}-`));
  const isOpen = DIRECTIONS.some(({ list }) => recordsAt(value, `spec.${list}`).length > 0);
  const types = stringsAt(value, "spec.policyTypes");
  return [
    { risk: "network", text: `is a policy for ${pods}`, usual: isUsual || !isOpen },
    ...DIRECTIONS.flatMap(({ type, list, peers, word }): readonly Trait[] => [
      ...(types.includes(type)
        ? [{ risk: "network", text: `no longer restricts ${type.toLowerCase()} of ${pods}`, guard: "needed" } as const]
        : []),
      ...recordsAt(value, `spec.${list}`).flatMap((rule) =>
        peersOf(rule, peers).flatMap((peer) =>
          portsOf(rule).map((port): Trait => ({
            risk: "network",
            text: `${word} ${peer.text} on ${port}`,
            usual: isUsual && isUsualPeer(peer.value, port),
          })),
        ),
      ),
    ]),
  ];
};

interface Peer {
  readonly text: string;
  readonly value: Fields;
}

/** Lists the peers of a rule. A rule without peers allows everything. */
function peersOf(rule: Fields, field: "from" | "to"): readonly Peer[] {
  const peers = recordsAt(rule, field);
  return peers.length === 0 ? [{ text: "everything", value: {} }] : peers.map((value) => ({ text: peerText(value), value }));
}

function peerText({ ipBlock, namespaceSelector, podSelector }: Fields): string {
  if (ipBlock !== undefined) {
    const except = stringsAt(ipBlock, "except");
    return `${shown(at(ipBlock, "cidr"))}${except.length === 0 ? "" : ` except ${except.join(", ")}`}`;
  }
  const where = namespaceSelector === undefined ? "" : selectorText(namespaceSelector, "namespace");
  const pods = podSelector === undefined ? "" : selectorText(podSelector, "pod");
  return where !== "" && pods !== "" ? `${pods} in ${where}` : where === "" ? pods : where;
}

/** Formats a selector: `every pod`, `pods with app=x`. */
function selectorText(selector: unknown, noun: string): string {
  const expressions = recordsAt(selector, "matchExpressions").map(shown);
  const labels = [pairsText(at(selector, "matchLabels")), ...expressions].filter((part) => part !== "");
  return labels.length === 0 ? `every ${noun}` : `${noun}s with ${labels.join(", ")}`;
}

function portsOf(rule: Fields): readonly string[] {
  const ports = recordsAt(rule, "ports").map(({ port, endPort, protocol }) => {
    const range = endPort === undefined ? "" : `-${shown(endPort)}`;
    return `${port === undefined ? "every port" : `port ${shown(port)}`}${range} (${shown(protocol ?? "TCP")})`;
  });
  return ports.length === 0 ? ["every port"] : ports;
}

const NODE_DNS = ["169.254.20.10/32", "169.254.169.254/32"];

/** True if a new service usually has the peer: DNS, or the pods of one other service. */
function isUsualPeer({ ipBlock, namespaceSelector, podSelector }: Fields, port: string): boolean {
  const isDns = port.startsWith("port 53 ");
  if (ipBlock !== undefined) return isDns && NODE_DNS.includes(shown(at(ipBlock, "cidr")));
  if (namespaceSelector !== undefined)
    return isDns && pairsText(at(namespaceSelector, "matchLabels")) === "kubernetes.io/metadata.name=kube-system";
  return new RegExp(`^${INSTANCE_LABEL.replaceAll(".", "[.]")}=[^,]+$`).test(pairsText(at(podSelector, "matchLabels")));
}

/** Lists the pods behind a Service, and its ways in from outside. */
function serviceTraits({ value, kind, service }: Subject): readonly Trait[] {
  if (kind !== "Service") return [];
  const selector = at(value, "spec.selector");
  const type = shown(at(value, "spec.type") ?? "ClusterIP");
  const annotations = at(value, "metadata.annotations");
  const instance = isRecord(selector) ? selector[INSTANCE_LABEL] : undefined;
  const texts = [
    ...(type === "ClusterIP" ? [] : [`is a ${type}`]),
    ...["externalIPs", "loadBalancerIP", "loadBalancerSourceRanges"].flatMap((field) =>
      stringsAt(value, `spec.${field}`).map((address) => `has ${field} ${address}`),
    ),
    ...(isRecord(annotations) ? Object.entries(annotations) : []).map(([key, setting]) => `has the annotation ${key}=${shown(setting)}`),
  ];
  return [
    ...texts.map((text): Trait => ({ risk: "network", text })),
    { risk: "network", text: `sends traffic to ${selectorText({ matchLabels: selector }, "pod")}`, usual: instance === service },
  ];
}
