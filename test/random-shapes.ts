import * as fc from "fast-check";
import type { DaemonInput } from "../lib/index.ts";
import type { Fields } from "./fleets.ts";

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
const because = fc.constantFrom("no", "a: b", "it reads logs");
const some = <T>(fields: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record<T, never>(fields, { requiredKeys: [] });

const volume = fc.record({
  size: fc.integer({ min: 1, max: 9999 }).map((size) => `${size}Mi`),
  storageClass: fc.option(word, { nil: undefined }),
  accessMode: fc.constantFrom("ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany"),
});

const whatHappens = fc.constantFrom("Delete", "Retain");

const stateful = some({
  volumes: fc
    .dictionary(fc.stringMatching(/^d[a-z0-9]{0,5}$/), volume, { maxKeys: 3, noNullPrototype: true })
    .map((volumes) => Object.fromEntries(Object.entries(volumes).map(([name, spec]) => [name, { ...spec, path: `/state/${name}` }]))),
  order: fc.constantFrom("ordered", "parallel"),
  retention: some({ whenDeleted: whatHappens, whenScaled: whatHappens }),
});

const hostPath = fc.record({
  path: word.map((name) => `/var/${name}`),
  readOnly: fc.boolean(),
  type: fc.constantFrom("Directory", "DirectoryOrCreate", "File", "Socket"),
});

const daemon = fc.record({
  maxNodes: fc.integer({ min: 1, max: 99 }),
  maxUnavailable: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant("25%")),
  exceptions: some({
    hostPaths: fc.record({
      because,
      paths: fc
        .dictionary(word, hostPath, { maxKeys: 2, noNullPrototype: true })
        .map((paths) => Object.fromEntries(Object.entries(paths).map(([name, spec]) => [name, { ...spec, mountPath: `/host/${name}` }]))),
    }),
    hostNetwork: fc.record({ because }),
    hostProcesses: fc.record({ because }),
    root: fc.record({ because }),
    everyNode: fc.record({ because }),
  }),
});

/** Generates the kind of workload of a service without a schedule: mostly a Deployment. */
export const randomShape: fc.Arbitrary<Fields> = fc.oneof(
  { arbitrary: fc.constant({}), weight: 3 },
  { arbitrary: stateful.map((each) => ({ stateful: each })), weight: 1 },
  {
    arbitrary: fc.tuple(daemon, fc.option(fc.integer({ min: 1, max: 65_535 }))).map(([each, hostPort]) => ({ daemon: each, hostPort })),
    weight: 1,
  },
);

/** Returns the fields of a workload. A node agent may open its port on the node. */
export function withHostPort({ hostPort, ...workload }: Fields, port: string | undefined): Fields {
  const daemon = workload["daemon"] as DaemonInput | undefined;
  if (daemon === undefined) return workload;
  const mayBeOpen = typeof hostPort === "number" && port !== undefined && daemon.exceptions?.hostNetwork === undefined;
  const hostPorts = mayBeOpen ? { hostPorts: { because: "no", ports: { [port]: hostPort } } } : {};
  return { shareProcessNamespace: false, daemon: { ...daemon, exceptions: { ...daemon.exceptions, ...hostPorts } } };
}

/** True if the pods may open the ports. On the network of the node they may not open those below 1024. */
export const mayOpen = (workload: Fields, ports: readonly number[]): boolean =>
  ports.every((port) => port >= 1024) || !JSON.stringify(workload).includes("hostNetwork");

/** Lists the fields that the workload of a service refuses. */
export const refusedFields = ({ daemon, schedule }: { readonly daemon?: unknown; readonly schedule?: unknown }): readonly string[] =>
  schedule !== undefined ? ["scale", "health"] : daemon !== undefined ? ["scale"] : [];

/** Removes fields from a service or a layer, also in its tiers and instances. */
export const withoutFields = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      if (names.includes(name)) return [];
      if ((name !== "tiers" && name !== "instances") || typeof value !== "object" || value === null) return [[name, value]];
      return [
        [name, Object.fromEntries(Object.entries(value).map(([key, layer]: [string, Fields]) => [key, withoutFields(layer, names)]))],
      ];
    }),
  );
