import { describe, expect, it } from "vitest";
import { fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { bucket, exec, grpc, override, postgres, redis, secret, subscription, topic } from "../index.ts";
import type { Manifest } from "../model/manifest.ts";
import { normalizeQuantity } from "../model/quantity.ts";
import { compileStack } from "./compile-stack.ts";
import { findPath } from "./manifest-path.ts";

/** Two stacks, and services that use everything there is. */
function kitchenSink() {
  const TOOLS = `registry.example.com/tools@sha256:${"d".repeat(64)}`;
  const catalog = serviceFile("catalog", {
    ports: { grpc: { port: 3550, protocol: "grpc" }, metrics: { port: 9090, protocol: "http", servicePort: 9000 } },
    needs: { orders: topic(), db: postgres({ storageGb: 10, version: "18" }) },
    env: { DB: "postgres" },
    health: { readiness: grpc("grpc", { service: "catalog" }) },
    command: ["serve"],
  });
  const shop = serviceFile("shop", {
    ports: { "fifteen-letters": { port: 8080, protocol: "http" } },
    calls: () => ({ catalog: catalog.service.endpoint("grpc"), metrics: catalog.service.endpoint("metrics") }),
    needs: {
      carts: redis({ memoryGb: 1, snapshot: "1h" }),
      assets: bucket({ versioning: false }),
      inbox: subscription({ topic: () => ({ service: "catalog", need: "orders", spec: topic() }) }),
      login: secret({ keys: ["user", "password"] }),
    },
    env: () => ({ MODE: "full", DEBUG: false }),
    files: { "/etc/shop/app.conf": "a = b\n" },
    init: { fetch: { image: TOOLS, command: ["fetch"] }, warm: { command: ["warm"], args: ["-v"], resources: { cpu: "1500m" } } },
    jobs: { migrate: { command: ["migrate"], resources: { memory: "2048Mi" } }, seed: { command: ["seed"] } },
    public: { port: "fifteen-letters", paths: ["/", "/api"] },
    scale: { min: 2, max: 12, cpuPercent: 60, memoryPercent: 80 },
    resources: { cpu: "0.5", memory: "1024Mi", storage: "2Gi", limits: { cpu: "2000m" } },
    health: { readiness: exec(["ready"]), startupSeconds: 33 },
    priority: "high",
    graceSeconds: 60,
    partOf: "storefront",
    tiers: { prod: { scale: { max: 40 }, env: { MODE: "prod" } }, latest: { health: { periodSeconds: 5 } } },
    patch: {
      Deployment: (draft: { metadata: { annotations: Record<string, string> } }) => void (draft.metadata.annotations["note"] = "patched"),
    },
    manifests: ({ labels }: { labels: Record<string, string> }) => [
      {
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        metadata: { name: "shop-cache", labels },
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
      },
    ],
  });
  const worker = serviceFile("worker", {
    ports: undefined,
    health: { readiness: exec(["ready"]), liveness: exec(["alive"]) },
    calls: () => ({ shop: shop.service.endpoint("fifteen-letters") }),
  });
  const nightly = serviceFile("nightly", {
    ports: undefined,
    schedule: { cron: "0 3 * * *", timeZone: "Europe/Zurich" },
    init: { wait: { command: ["wait"] } },
    needs: { report: bucket() },
  });
  return fleetOf({
    services: [catalog, shop, worker, nightly],
    stacks: [
      stackFile("latest", { quota: { pods: 200, cpu: "100", memory: "200Gi" } }),
      stackFile("prod", { tier: "prod", overrides: [override(shop.service, { scale: { min: 5 } })] }),
    ],
  });
}

const fleet = kitchenSink();
const model = modelOf(fleet);
const compiled = model.stacks.map((stack) => ({ stack, ...compileStack(model, stack, lockFor(fleet)) }));
const objects = compiled.flatMap(({ stack, manifests }) =>
  manifests.map(({ scope, manifest }) => ({ stack: stack.name, scope, manifest })),
);
const idOf = ({ kind, metadata: { name } }: Manifest): string => `${kind}/${name}`;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Every value of an object with its path. */
const walk = (value: unknown, path: readonly string[] = []): readonly (readonly [readonly string[], unknown])[] => [
  [path, value],
  ...(typeof value === "object" && value !== null ? Object.entries(value).flatMap(([key, item]) => walk(item, [...path, key])) : []),
];

/** Where something does not hold, over all objects: `Deployment/shop spec.template`. */
const where = (fails: (path: readonly string[], value: unknown) => boolean): readonly string[] =>
  objects.flatMap(({ manifest }) =>
    walk(manifest).flatMap(([path, value]) => (fails(path, value) ? [`${idOf(manifest)} ${path.join(".")}`] : [])),
  );

const POD_PATHS = ["spec.template", "spec.jobTemplate.spec.template"];
const pods = objects.flatMap(({ stack, scope, manifest }) =>
  POD_PATHS.flatMap((path) => {
    const template = findPath(manifest, path)?.value;
    return isRecord(template)
      ? [{ stack, scope, manifest, labels: findPath(template, "metadata.labels")?.value, spec: template["spec"] }]
      : [];
  }),
);
const containers = pods.flatMap(({ manifest, spec }) =>
  ["initContainers", "containers"].flatMap((field) => {
    const list = findPath(spec, field)?.value;
    return Array.isArray(list)
      ? list.filter(isRecord).map((container) => ({ manifest, field, container, name: `${idOf(manifest)} ${String(container["name"])}` }))
      : [];
  }),
);
const lacking = (holds: (container: Readonly<Record<string, unknown>>) => boolean): readonly string[] =>
  containers.flatMap(({ container, name }) => (holds(container) ? [] : [name]));

it("compiles", () => {
  expect(compiled.map(({ problems }) => problems)).toEqual([[], []]);
  expect([...new Set(objects.map(({ manifest: { kind } }) => kind))].sort().join(" ")).toBe(
    "AppProject Application ConfigMap CronJob Deployment ExternalSecret HTTPRoute HorizontalPodAutoscaler Job Namespace NetworkPolicy PersistentVolumeClaim PodDisruptionBudget PriorityClass ResourceQuota Service ServiceAccount",
  );
  expect([pods.length, containers.length]).toEqual([12, 18]);
});

describe("every object", () => {
  it("has no null and no undefined", () => {
    expect(where((_path, value) => value === null || value === undefined)).toEqual([]);
  });

  it("has no empty map but default-deny's selector, which means every pod", () => {
    expect(where((_path, value) => isRecord(value) && Object.keys(value).length === 0)).toEqual([
      "NetworkPolicy/default-deny spec.podSelector",
      "NetworkPolicy/default-deny spec.podSelector",
    ]);
  });

  it("has no empty list but the cluster kinds of the services' projects, of which there are none", () => {
    expect(where((_path, value) => Array.isArray(value) && value.length === 0)).toEqual([
      "AppProject/latest spec.clusterResourceWhitelist",
      "AppProject/prod spec.clusterResourceWhitelist",
    ]);
  });

  it("has no status and no creation time", () => {
    expect(where((path) => path.join(".") === "status" || path.at(-1) === "creationTimestamp")).toEqual([]);
  });

  it("has quantities in normal form", () => {
    const isQuantity = (path: readonly string[]): boolean => /(?:requests|limits)\.[a-z-]+$|sizeLimit$|hard\.[a-z.]+$/.test(path.join("."));
    expect(where((path, value) => isQuantity(path) && (typeof value !== "string" || normalizeQuantity(value) !== value))).toEqual([]);
    expect(where((path) => isQuantity(path)).length).toBe(129);
  });

  it("has names and labels of at most 63 characters, ports of at most 15", () => {
    const tooLong = where(
      (path, value) =>
        typeof value === "string" &&
        ((path.at(-1) === "name" && value.length > 63) ||
          (path.at(-2) === "labels" && value.length > 63) ||
          (path.at(-3) === "ports" && path.at(-1) === "name" && value.length > 15)),
    );
    expect(tooLong).toEqual([]);
  });

  it("has text for every label and annotation", () => {
    expect(
      where((path, value) => ["labels", "annotations", "matchLabels"].includes(path.at(-2) ?? "") && typeof value !== "string"),
    ).toEqual([]);
  });

  it("of a service stands in its namespace and has its labels", () => {
    const required = ["component", "instance", "managed-by", "name", "part-of"].map((label) => `app.kubernetes.io/${label}`);
    const incomplete = objects.filter(
      ({ scope, manifest: { metadata } }) =>
        scope.kind === "service" &&
        !(metadata.namespace === "shop" && [...required, "env", "owner"].every((label) => metadata.labels?.[label] !== undefined)),
    );
    expect(incomplete.map(({ manifest }) => idOf(manifest))).toEqual([]);
  });

  it("has the version on workloads and pods only, so that a new image changes one manifest", () => {
    const versioned = where((path) => path.at(-1) === "app.kubernetes.io/version").map((place) => place.split("/")[0]);
    expect(new Set(versioned)).toEqual(new Set(["CronJob", "Deployment", "Job"]));
  });

  it("that is stateful asks before it goes", () => {
    const confirm = objects.filter(({ manifest }) => ["Namespace", "PersistentVolumeClaim", "ExternalSecret"].includes(manifest.kind));
    expect(confirm.map(({ manifest: { metadata } }) => metadata.annotations?.["argocd.argoproj.io/sync-options"])).toEqual(
      confirm.map(() => "Delete=confirm,Prune=confirm"),
    );
  });
});

describe("every container, of jobs and before the start too", () => {
  it("runs as nobody, without capabilities, on a file system that it cannot change", () => {
    const security = {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsGroup: 10001,
      runAsNonRoot: true,
      runAsUser: 10001,
      seccompProfile: { type: "RuntimeDefault" },
    };
    expect(lacking(({ securityContext }) => JSON.stringify(securityContext) === JSON.stringify(security))).toEqual([]);
  });

  it("has requests and limits for cpu, memory and ephemeral storage", () => {
    const kinds = ["cpu", "ephemeral-storage", "memory"];
    expect(
      lacking(({ resources }) =>
        ["requests", "limits"].every((side) => kinds.every((kind) => typeof findPath(resources, `${side}.${kind}`)?.value === "string")),
      ),
    ).toEqual([]);
  });

  it("has an image with a digest, always pulled, and a /tmp", () => {
    expect(lacking(({ image, imagePullPolicy }) => /@sha256:[0-9a-f]{64}$/.test(String(image)) && imagePullPolicy === "Always")).toEqual(
      [],
    );
    expect(lacking((container) => findPath(container, "volumeMounts.tmp.mountPath")?.value === "/tmp")).toEqual([]);
  });

  it("mounts volumes that its pod has", () => {
    const dangling = containers.filter(({ manifest, container }) => {
      const volumes = POD_PATHS.map((path) => findPath(manifest, `${path}.spec.volumes`)?.value).find(Array.isArray) ?? [];
      const mounts = container["volumeMounts"];
      return (
        !Array.isArray(mounts) ||
        mounts.some(
          (mount: unknown) => !volumes.some((volume: unknown) => isRecord(volume) && isRecord(mount) && volume["name"] === mount["name"]),
        )
      );
    });
    expect(dangling.map(({ name }) => name)).toEqual([]);
  });

  it("of a Deployment has three probes with five numbers each; readiness and liveness differ", () => {
    const main = containers.filter(({ manifest, field }) => manifest.kind === "Deployment" && field === "containers");
    const numbers = ["failureThreshold", "initialDelaySeconds", "periodSeconds", "successThreshold", "timeoutSeconds"];
    const probes = main.map(({ name, container }) => {
      const [readiness, liveness, startup] = ["readinessProbe", "livenessProbe", "startupProbe"].map((probe) => container[probe]);
      const complete = [readiness, liveness, startup].every((probe) =>
        numbers.every((field) => Number.isInteger(findPath(probe, field)?.value)),
      );
      return [name, complete, JSON.stringify(readiness) !== JSON.stringify(liveness)];
    });
    expect(probes).toEqual(main.map(({ name }) => [name, true, true]));
    expect(where((path, value) => path.at(-1) === "host" && path.includes("httpGet") && value !== undefined)).toEqual([]);
  });
});
