import { isRecord, valueAt } from "../base/values.ts";
import { INSTANCE_LABEL } from "../compile/labels.ts";

/**
 * Returns what a rule, a peer or a port of a NetworkPolicy is about. Returns undefined for any other value.
 * A rule for incoming traffic is about its ports, and one for outgoing traffic about its peers.
 */
export function ruleIdentity(item: unknown): string | undefined {
  if (!isRecord(item)) return undefined;
  const { from, to, ports, port, protocol } = item;
  if (Array.isArray(to)) return allOf(to);
  if (Array.isArray(from)) return Array.isArray(ports) ? allOf(ports) : "all ports";
  if (PEERS.some((field) => Object.hasOwn(item, field))) return peerText(item);
  const isPort = Object.keys(item).every((field) => field === "port" || field === "protocol");
  const isText = typeof port === "number" || typeof port === "string";
  return isPort && isText ? `${port}/${typeof protocol === "string" ? protocol : "TCP"}` : undefined;
}

const PEERS = ["ipBlock", "namespaceSelector", "podSelector"] as const;

/** Joins the identities of all items. Returns undefined if one has none. */
function allOf(items: readonly unknown[]): string | undefined {
  const known = items.map(ruleIdentity);
  return known.includes(undefined) ? undefined : known.join(", ");
}

function peerText(peer: Readonly<Record<string, unknown>>): string {
  const range = valueAt(peer, ["ipBlock", "cidr"]);
  const namespace = valueAt(peer, ["namespaceSelector", "matchLabels", "kubernetes.io/metadata.name"]);
  const instance = valueAt(peer, ["podSelector", "matchLabels", INSTANCE_LABEL]);
  const known = [range, namespace, instance].filter((each) => typeof each === "string");
  // A selector with other labels has no short name.
  const isNamed = known.length === PEERS.filter((field) => peer[field] !== undefined).length;
  return isNamed ? known.join("/") : JSON.stringify(peer);
}
