import { apiGroup } from "../compile/object-key.ts";
import { isRecord, valueAt } from "../base/values.ts";
import type { Manifest } from "../model/manifest.ts";

/** A host whose paths an object takes, on one Gateway or Ingress controller. */
export interface RouteClaim {
  /** The Gateway or the class of the Ingress, as `entryOf` writes it. */
  readonly entry: string;
  /** In lower case; "*" for every host. */
  readonly host: string;
}

/** Kind -> its API group. */
const ROUTES: ReadonlyMap<string, string> = new Map([
  ["GRPCRoute", "gateway.networking.k8s.io"],
  ["HTTPRoute", "gateway.networking.k8s.io"],
  ["Ingress", "networking.k8s.io"],
]);

/** True if an object takes paths of hosts. */
export function isRoute(object: Pick<Manifest, "apiVersion" | "kind">): boolean {
  const group = ROUTES.get(object.kind);
  return group !== undefined && group === apiGroup(object);
}

/** Lists the hosts whose paths a route or an Ingress takes. */
export function routeClaims(object: Manifest): readonly RouteClaim[] {
  const at = (path: string): unknown => valueAt(object, path.split("."));
  if (object.kind === "Ingress") {
    const name = at("spec.ingressClassName") ?? object.metadata.annotations?.["kubernetes.io/ingress.class"];
    const hosts = listOf(at("spec.rules")).map((rule) => valueAt(rule, ["host"]));
    const all = at("spec.defaultBackend") === undefined ? hosts : [...hosts, undefined];
    return all.map((host) => ({ entry: `ingress ${textOf(name)}`, host: hostOf(host) }));
  }
  const named = listOf(at("spec.hostnames"));
  // A route that only redirects takes no path from its owner.
  const isRedirect = listOf(at("spec.rules")).every((rule) => listOf(valueAt(rule, ["backendRefs"])).length === 0);
  const hosts = named.length > 0 ? named : isRedirect ? [] : [undefined];
  return listOf(at("spec.parentRefs")).flatMap((parent) => {
    const namespace = valueAt(parent, ["namespace"]) ?? object.metadata.namespace;
    const entry = `${textOf(namespace)} ${textOf(valueAt(parent, ["name"]))}`;
    return (valueAt(parent, ["kind"]) ?? "Gateway") === "Gateway" ? hosts.map((host) => ({ entry, host: hostOf(host) })) : [];
  });
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value.filter((each) => isRecord(each) || typeof each === "string") : [];

const hostOf = (host: unknown): string => (typeof host === "string" && host !== "" ? host.toLowerCase() : "*");

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
