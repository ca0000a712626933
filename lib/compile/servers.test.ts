import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { inCluster, postgres, redis, use } from "../index.ts";
import { compileStack } from "./compile-stack.ts";
import { explainManifest } from "./explain/explain-manifest.ts";
import { findPath } from "./manifest-path.ts";

type Env = { readonly needs: Readonly<Record<string, Readonly<Record<string, string>>>> };

const orders = serviceFile("orders", {
  needs: { db: postgres({ storageGb: 10, replicas: 1, flags: { max_connections: 50, "cloudsql.x": 1 } }), cache: redis({ memoryGb: 1 }) },
  env: ({ needs }: Env) => ({
    URL: needs["db"]?.["url"],
    READ: needs["db"]?.["replicaAddress"],
    DB_PASSWORD_FILE: needs["db"]?.["passwordFile"],
    CACHE: needs["cache"]?.["url"],
  }),
});
const billing = serviceFile("billing", { needs: { data: use(orders.service.need("db")) }, jobs: { migrate: { command: ["migrate"] } } });
const other = serviceFile("other");

function compiled(stack: Fields) {
  const fleet = fleetOf({ services: [orders, billing, other], stacks: [stackFile("latest", stack)] });
  const model = modelOf(fleet);
  const [on] = model.stacks;
  const [, service] = on?.services ?? [];
  if (on === undefined || service === undefined) throw new Error("no service");
  const lock = lockFor(fleet);
  const { manifests, problems } = compileStack(model, on, lock);
  expect(problems).toEqual([]);
  const find = (kind: string, name: string, path: string) =>
    findPath(
      manifests.find(({ manifest }) => manifest.kind === kind && manifest.metadata.name.replace(/-[0-9a-f]{8}$/, "") === name)?.manifest,
      path,
    )?.value;
  const subject = { model, stack: on, service: on.services.find(({ name }) => name === "orders") ?? service, lock };
  return { find, manifests, subject };
}

const CLUSTER = { privateRange: undefined, providers: { redis: inCluster({ memory: "100Mi" }), postgres: inCluster({ storage: "5Gi" }) } };
const { find, manifests, subject } = compiled(CLUSTER);

const peer = (name: string) => ({ podSelector: { matchLabels: { "app.kubernetes.io/instance": name } } });

describe("a server in the cluster", () => {
  it("gives the same values as an instance in the cloud", () => {
    expect(find("ConfigMap", "orders", "data")).toEqual({
      URL: "postgresql://orders@orders-db:5432/db?sslmode=disable",
      READ: "orders-db:5432",
      DB_PASSWORD_FILE: "/var/run/fairlead/db/password",
      CACHE: "redis://orders-cache:6379",
    });
  });

  it.each<[kind: string, name: string, path: string, value: unknown]>([
    ["StatefulSet", "orders-db", "spec.replicas", 1],
    ["StatefulSet", "orders-db", "spec.serviceName", "orders-db-headless"],
    ["StatefulSet", "orders-db", "spec.volumeClaimTemplates.0.spec.resources.requests.storage", "5Gi"],
    ["StatefulSet", "orders-db", "spec.template.spec.containers.0.args", ["-c", "max_connections=50"]],
    ["StatefulSet", "orders-cache", "spec.volumeClaimTemplates", undefined],
    ["StatefulSet", "orders-cache", "spec.template.spec.containers.0.command", ["redis-server"]],
    ["Service", "orders-cache", "spec.ports.0.port", 6379],
    ["Service", "orders-db-headless", "spec.clusterIP", "None"],
    ["ServiceAccount", "orders-db", "automountServiceAccountToken", false],
    ["Password", "orders-db", "spec", { allowRepeat: true, digits: 8, length: 32, noUpper: false, symbols: 0 }],
    ["Password", "orders-cache", "kind", undefined],
    ["ExternalSecret", "orders-db", "spec.dataFrom.0.sourceRef.generatorRef.name", "orders-db"],
    ["ExternalSecret", "orders-db", "spec.refreshPolicy", "CreatedOnce"],
    ["ExternalSecret", "orders-db", "spec.secretStoreRef", undefined],
    ["ExternalSecret", "billing-data", "kind", undefined],
  ])("%s %s %s", (kind, name, path, value) => {
    expect(find(kind, name, path)).toEqual(value);
  });

  it("shares its password with the services that use it", () => {
    const volumes = find("Deployment", "billing", "spec.template.spec.volumes") as readonly object[];
    expect(volumes).toContainEqual({ name: "secret-data", secret: { defaultMode: 288, secretName: "orders-db" } });
  });

  it("accepts its owner, the services that use it, and their jobs", () => {
    const peers = (name: string) => find("NetworkPolicy", name, "spec.ingress.0.from");
    expect(peers("orders-db")).toEqual(["billing", "billing-migrate", "orders", "orders-db"].map(peer));
    expect(peers("orders-cache")).toEqual(["orders", "orders-cache"].map(peer));
  });

  it("is the only place that its users reach", () => {
    const rule = (name: string, port: number) => ({ ports: [{ port, protocol: "TCP" }], to: [peer(name)] });
    expect(find("NetworkPolicy", "billing", "spec.egress.1")).toEqual(rule("orders-db", 5432));
    expect(find("NetworkPolicy", "billing", "spec.egress.2")).toBeUndefined();
    expect(find("NetworkPolicy", "orders", "spec.egress.1")).toEqual(rule("orders-cache", 6379));
    expect(find("NetworkPolicy", "orders", "spec.egress.2")).toEqual(rule("orders-db", 5432));
  });

  it("is in the directory of its owner", () => {
    const scopes = manifests.flatMap(({ scope, manifest }) => (manifest.metadata.name.startsWith("orders-db") ? [scope] : []));
    expect(scopes.length).toBe(9);
    for (const scope of scopes) expect(scope).toEqual({ kind: "service", stack: "latest", service: "orders" });
  });

  it("has a reason that explain prints", () => {
    const { influences, object } =
      explainManifest(subject, "spec.template.spec.containers.0.resources.limits.memory", "StatefulSet/orders-cache") ?? {};
    expect(object?.metadata.name).toBe("orders-cache");
    expect(influences?.map(({ field }) => field)).toEqual(["providers.redis.memory"]);
    const url = explainManifest(subject, "data.CACHE", undefined)?.influences.map(({ field }) => field);
    expect(url).toContain("providers.redis");
  });
});

it("has no object if the cloud provides the need", () => {
  const cloud = compiled({});
  expect(cloud.find("StatefulSet", "orders-db", "kind")).toBeUndefined();
  expect(cloud.find("ExternalSecret", "billing-data", "spec.refreshInterval")).toBe("1h0m0s");
});

it("keeps a password out of its arguments until the container starts", () => {
  const fleet = fleetOf({
    services: [serviceFile("app", { needs: { kv: redis({ memoryGb: 1, auth: true, eviction: "allkeys-lru" }) } })],
    stacks: [stackFile("latest", { providers: { redis: inCluster({ storage: "1Gi", memory: "100Mi" }) } })],
  });
  const model = modelOf(fleet);
  const objects = model.stacks.flatMap((stack) => compileStack(model, stack, lockFor(fleet)).manifests);
  const server = objects.find(({ manifest }) => manifest.kind === "StatefulSet")?.manifest;
  expect(findPath(server, "spec.template.spec.containers.0.command")?.value).toEqual([
    "sh",
    "-c",
    'exec redis-server "$@" --requirepass "$(cat /var/run/fairlead/kv/password)"',
  ]);
  expect(findPath(server, "spec.template.spec.containers.0.args")?.value).toEqual(
    "redis-server --dir /data --save  --appendonly yes --maxmemory 60mb --maxmemory-policy allkeys-lru".split(" "),
  );
});
