import { isRecord } from "../../../base/values.ts";
import { at, recordsAt, shown, stringsAt } from "../read-values.ts";
import type { Fields, Trait, TraitReader } from "../trait.ts";

const NAMES: ReadonlySet<string> = new Set(["externalName", "host", "hosts", "hostname", "hostnames"]);

/** Lists the hosts and paths that routes take, the hosts in other objects, and the Services behind a route. */
export const hostTraits: TraitReader = ({ value, kind, service }) => {
  if (kind === "ConfigMap") return [];
  const texts = (SERVED[kind]?.(value) ?? hostsIn(value["spec"]).map((host) => `names the host ${host}`)).map((text) => ({ text }));
  const extra = SERVED[kind] === undefined ? [] : hostsIn(value["spec"]).map((host) => ({ text: `takes the host ${host}` }));
  const backends = SERVED[kind] === undefined ? [] : backendsIn(value["spec"]);
  return [
    ...[...extra, ...texts].map(({ text }): Trait => ({ risk: "host", text })),
    ...backends.map((name): Trait => ({ risk: "host", text: `sends requests to ${name}`, usual: name === service })),
  ];
};

const everyHost = (hosts: readonly string[]): readonly string[] => (hosts.length === 0 ? ["every host"] : hosts);

const served = (hosts: readonly string[], paths: readonly string[]): readonly string[] =>
  hosts.flatMap((host) => paths.filter((path) => path !== "/").map((path) => `takes the path ${path} of ${host}`));

/** Kind -> the phrases for the hosts and paths that an object takes. */
const SERVED: Readonly<Record<string, (value: Fields) => readonly string[]>> = {
  GRPCRoute: (value) => routePhrases(value, "method.service"),
  HTTPRoute: (value) => routePhrases(value, "path.value"),
  Ingress: (value) => [
    ...(at(value, "spec.defaultBackend") === undefined ? [] : ["takes every host"]),
    ...recordsAt(value, "spec.rules").flatMap((rule) => {
      const hosts = everyHost(stringsAt(rule, "host").map((host) => host.toLowerCase()));
      return [
        ...hosts.map((host) => `takes the host ${host}`),
        ...served(
          hosts,
          recordsAt(rule, "http.paths").map(({ path }) => shown(path ?? "/")),
        ),
      ];
    }),
  ],
};

function routePhrases(value: Fields, path: string): readonly string[] {
  const hosts = everyHost(stringsAt(value, "spec.hostnames").map((host) => host.toLowerCase()));
  const paths = recordsAt(value, "spec.rules").flatMap((rule) =>
    recordsAt(rule, "matches").flatMap((match) => stringsAt(match, path).map(shown)),
  );
  return [...(hosts.includes("every host") ? ["takes every host"] : []), ...served(hosts, paths)];
}

/** Finds the hosts in a value, under each name that Kubernetes and operators have for them. */
function hostsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(hostsIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const strings = NAMES.has(key)
      ? (Array.isArray(child) ? child : [child]).filter((each) => typeof each === "string" && each !== "")
      : [];
    return strings.length > 0 ? strings.map((host) => shown(host).toLowerCase()) : hostsIn(child);
  });
}

/** Finds the names of the Services that a route or an Ingress sends requests to. */
function backendsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(backendsIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    if (key === "backendRefs") return recordsAt(value, key).map(backendName);
    if (key === "backendRef" && isRecord(child)) return [backendName(child)];
    const service = key === "service" || key === "resource" ? at(child, "name") : undefined;
    return service === undefined ? backendsIn(child) : [shown(service)];
  });
}

const backendName = ({ namespace, name }: Fields): string => `${namespace === undefined ? "" : `${shown(namespace)}/`}${shown(name)}`;
