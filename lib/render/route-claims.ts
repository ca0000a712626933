import { isRecord, valueAt } from "../base/values.ts";
import { apiGroup } from "../compile/object-key.ts";
import type { Manifest } from "../model/manifest.ts";

/** A host whose paths an object takes, on one Gateway or Ingress controller. */
export interface RouteClaim {
  /** The Gateway or the class of the Ingress, as `entryOf` writes it. "*" for an entry that the object makes itself. */
  readonly entry: string;
  /** In lower case, without a dot at its end; "*" for every host. */
  readonly host: string;
}

/** An entry that the object makes itself, such as a second Gateway. */
export const OWN_ENTRY = "*";

const at = (object: unknown, path: string): unknown => valueAt(object, path.split("."));

function ofIngress(object: Manifest): readonly RouteClaim[] {
  const name = at(object, "spec.ingressClassName") ?? object.metadata.annotations?.["kubernetes.io/ingress.class"];
  const hosts = listOf(at(object, "spec.rules")).map((rule) => valueAt(rule, ["host"]));
  const all = at(object, "spec.defaultBackend") === undefined ? hosts : [...hosts, undefined];
  return all.map((host) => ({ entry: `ingress ${textOf(name)}`, host: hostOf(host) }));
}

function ofRoute(object: Manifest): readonly RouteClaim[] {
  const named = listOf(at(object, "spec.hostnames"));
  // A route that only redirects takes no path from its owner.
  const isRedirect = listOf(at(object, "spec.rules")).every((rule) => listOf(valueAt(rule, ["backendRefs"])).length === 0);
  const hosts = named.length > 0 ? named : isRedirect ? [] : [undefined];
  return listOf(at(object, "spec.parentRefs")).flatMap((parent) => {
    const namespace = valueAt(parent, ["namespace"]) ?? object.metadata.namespace;
    const entry = `${textOf(namespace)} ${textOf(valueAt(parent, ["name"]))}`;
    const kind = textOf(valueAt(parent, ["kind"]) ?? "Gateway");
    if (kind === "Service") return [];
    return hosts.map((host) => ({ entry: kind === "Gateway" ? entry : OWN_ENTRY, host: hostOf(host) }));
  });
}

/** Lists the hosts of listeners. One without a host waits for routes, so it takes none itself. */
const ofGateway = (object: Manifest): readonly RouteClaim[] =>
  [...listOf(at(object, "spec.listeners")).map((listener) => valueAt(listener, ["hostname"])), ...serverHosts(object)].flatMap((host) =>
    typeof host === "string" && host !== "" && hostOf(host) !== "*" ? [{ entry: OWN_ENTRY, host: hostOf(host) }] : [],
  );

/** Lists the hosts of a Gateway of Istio. A namespace may stand before a host. */
const serverHosts = (object: Manifest): readonly string[] =>
  listOf(at(object, "spec.servers"))
    .flatMap((server) => listOf(valueAt(server, ["hosts"])))
    .map((host) => textOf(host).replace(/^.*\//, ""));

const ofVirtualService = (object: Manifest): readonly RouteClaim[] =>
  listOf(at(object, "spec.hosts")).map((host) => ({ entry: OWN_ENTRY, host: hostOf(host) }));

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value.filter((each) => isRecord(each) || typeof each === "string") : [];

const hostOf = (host: unknown): string => (typeof host === "string" && host !== "" ? host.toLowerCase().replace(/\.$/, "") : "*");

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** Kind -> its API group and the reader of its hosts. */
const ROUTES: Readonly<Record<string, { readonly group: RegExp; readonly read: (object: Manifest) => readonly RouteClaim[] }>> = {
  GRPCRoute: { group: /^gateway\.networking\.k8s\.io$/, read: ofRoute },
  Gateway: { group: /^(?:gateway\.networking\.k8s\.io|networking\.istio\.io)$/, read: ofGateway },
  HTTPRoute: { group: /^gateway\.networking\.k8s\.io$/, read: ofRoute },
  Ingress: { group: /^networking\.k8s\.io$/, read: ofIngress },
  ListenerSet: { group: /^gateway\.networking\.k8s\.io$/, read: ofGateway },
  TCPRoute: { group: /^gateway\.networking\.k8s\.io$/, read: ofRoute },
  TLSRoute: { group: /^gateway\.networking\.k8s\.io$/, read: ofRoute },
  VirtualService: { group: /^networking\.istio\.io$/, read: ofVirtualService },
  XListenerSet: { group: /^gateway\.networking\.x-k8s\.io$/, read: ofGateway },
};

const routeOf = ({ apiVersion, kind }: Pick<Manifest, "apiVersion" | "kind">) => {
  const route = Object.hasOwn(ROUTES, kind) ? ROUTES[kind] : undefined;
  return route?.group.test(apiGroup({ apiVersion })) === true ? route : undefined;
};

/** True if an object takes paths of hosts. */
export const isRoute = (object: Pick<Manifest, "apiVersion" | "kind">): boolean => routeOf(object) !== undefined;

/** Lists the hosts whose paths a route, a Gateway or an Ingress takes. */
export const routeClaims = (object: Manifest): readonly RouteClaim[] => routeOf(object)?.read(object) ?? [];

/** True if a host with a wildcard stands for another host, or is equal to it. */
export const covers = (wide: string, host: string): boolean =>
  wide === host || wide === "*" || (wide.startsWith("*.") && host.endsWith(wide.slice(1)));
