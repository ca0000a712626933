import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { claim, configDir, emptyDir, exec, http, newClaim, single, unset } from "../../index.ts";
import type { Manifest } from "../../model/manifest.ts";
import { findPath } from "../manifest-path.ts";

/** Compiles the service `cart` with an init container and a job. */
function objectsOf(fields: Fields, stack: Fields = {}): readonly Manifest[] {
  const cart = serviceFile("cart", { init: { warm: { command: ["warm"] } }, jobs: { load: { command: ["load"] } }, ...fields });
  return compileFleet(fleetOf({ services: [cart], stacks: [stackFile("latest", stack)] })).map(({ manifest }) => manifest);
}

const POD = "spec.template.spec";
const MAIN = `${POD}.containers.0`;
const find = (objects: readonly Manifest[], kind: string, path: string): unknown =>
  findPath(
    objects.find((object) => object.kind === kind),
    path,
  )?.value;
const valueOf = (path: string, fields: Fields, kind = "Deployment"): unknown => find(objectsOf(fields), kind, path);

describe("a field of the pods", () => {
  it.each<readonly [title: string, fields: Fields, path: string, expected: unknown]>([
    ["the group owns the volumes", { group: 2000 }, `${POD}.securityContext.fsGroup`, 2000],
    ["the user runs the pod", { user: 999 }, `${POD}.securityContext.runAsUser`, 999],
    ["the user runs the container", { user: 999 }, `${MAIN}.securityContext.runAsUser`, 999],
    ["the user runs the init containers", { user: 999 }, `${POD}.initContainers.0.securityContext.runAsUser`, 999],
    ["ports of ordinary users", { ports: { http: { port: 1024, protocol: "http" } } }, `${POD}.securityContext.sysctls`, undefined],
    [
      "a port below 1024, and the lowest of two",
      { ports: { https: { port: 443, protocol: "http" }, http: { port: 80, protocol: "http", servicePort: 81 } } },
      `${POD}.securityContext.sysctls`,
      [{ name: "net.ipv4.ip_unprivileged_port_start", value: "80" }],
    ],
    ["a runtime class", { runtimeClass: "gvisor" }, `${POD}.runtimeClassName`, "gvisor"],
    [
      "host aliases",
      { hostAliases: { "10.1.2.3": ["db.local", "db"] } },
      `${POD}.hostAliases`,
      [{ hostnames: ["db.local", "db"], ip: "10.1.2.3" }],
    ],
    ["annotations", { podAnnotations: { a: "b" } }, "spec.template.metadata.annotations", { a: "b" }],
    ["no annotations", { podAnnotations: {} }, "spec.template.metadata.annotations", undefined],
    ["a label", { podLabels: { team: "shop" } }, "spec.template.metadata.labels.team", "shop"],
    ["no host aliases", { hostAliases: {} }, `${POD}.hostAliases`, undefined],
    ["one namespace of processes", { shareProcessNamespace: true }, `${POD}.shareProcessNamespace`, true],
    ["a processor of nodes", { nodes: { arch: "amd64" } }, `${POD}.nodeSelector`, { "kubernetes.io/arch": "amd64" }],
    [
      "Arm nodes, which GKE taints",
      { nodes: { arch: "arm64", selector: { pool: "a" } } },
      `${POD}.tolerations`,
      [{ effect: "NoSchedule", key: "kubernetes.io/arch", operator: "Equal", value: "arm64" }],
    ],
    [
      "tolerations",
      { nodes: { tolerations: [{ key: "spot" }, { operator: "Exists", effect: "NoExecute", tolerationSeconds: 30 }] } },
      `${POD}.tolerations`,
      [
        { key: "spot", operator: "Equal" },
        { effect: "NoExecute", operator: "Exists", tolerationSeconds: 30 },
      ],
    ],
    ["no nodes in particular", { nodes: {} }, `${POD}.nodeSelector`, undefined],
    [
      "extended resources, whose limit is the request",
      { resources: { extended: { "nvidia.com/gpu": 2 } } },
      `${MAIN}.resources`,
      {
        limits: { cpu: "200m", "ephemeral-storage": "1Gi", memory: "128Mi", "nvidia.com/gpu": "2" },
        requests: { cpu: "100m", "ephemeral-storage": "1Gi", memory: "128Mi", "nvidia.com/gpu": "2" },
      },
    ],
    [
      "no extended resources of an init container",
      { resources: { extended: { "nvidia.com/gpu": 2 } } },
      `${POD}.initContainers.0.resources.limits`,
      { cpu: "200m", "ephemeral-storage": "1Gi", memory: "128Mi" },
    ],
    [
      "the last words of a container",
      { termination: { messagePolicy: "FallbackToLogsOnError" } },
      `${MAIN}.terminationMessagePolicy`,
      "FallbackToLogsOnError",
    ],
    [
      "the file of the last words",
      { termination: { messagePath: "/dev/last" } },
      `${POD}.initContainers.0.terminationMessagePath`,
      "/dev/last",
    ],
    [
      "a longer pause before the stop",
      { termination: { preStopSeconds: 25 } },
      `${MAIN}.lifecycle`,
      { preStop: { sleep: { seconds: 25 } } },
    ],
    ["no pause before the stop", { termination: { preStopSeconds: 0 } }, `${MAIN}.lifecycle`, undefined],
    [
      "hooks",
      { lifecycle: { postStart: exec(["warm"]), preStop: http("http", { path: "/drain", headers: { A: "b" } }) } },
      `${MAIN}.lifecycle`,
      {
        postStart: { exec: { command: ["warm"] } },
        preStop: { httpGet: { httpHeaders: [{ name: "A", value: "b" }], path: "/drain", port: 8080 } },
      },
    ],
    [
      "a hook beside the pause",
      { lifecycle: { postStart: exec(["warm"]) } },
      `${MAIN}.lifecycle`,
      { postStart: { exec: { command: ["warm"] } }, preStop: { sleep: { seconds: 10 } } },
    ],
  ])("%s", (_title, fields, path, expected) => {
    expect(valueOf(path, fields)).toEqual(expected);
  });

  it("pulls images with the stack's Secrets, also in jobs", () => {
    const objects = objectsOf({}, { imagePullSecrets: ["registry"] });
    expect(["Deployment", "Job"].map((kind) => find(objects, kind, `${POD}.imagePullSecrets`))).toEqual([
      [{ name: "registry" }],
      [{ name: "registry" }],
    ]);
  });

  it("of a CronJob has hooks, but no pause", () => {
    const cron = { ports: {}, jobs: {}, schedule: { cron: "0 3 * * *" } };
    const path = "spec.jobTemplate.spec.template.spec.containers.0.lifecycle";
    expect([cron, { ...cron, lifecycle: { postStart: exec(["warm"]) } }].map((fields) => valueOf(path, fields, "CronJob"))).toEqual([
      undefined,
      { postStart: { exec: { command: ["warm"] } } },
    ]);
  });
});

describe("writable directories and volumes", () => {
  const fields = {
    scale: single(),
    writable: { "/data": "512Mi", "/var/lib/my-app": "0.5Gi", "/tmp": "300Mi" },
    volumes: {
      uploads: claim("shop-uploads", { path: "/uploads" }),
      media: claim("media", { path: "/media", accessMode: "ReadOnlyMany" }),
      state: newClaim({ path: "/state", size: "10240Mi", storageClass: "premium-rwo" }),
      shm: emptyDir({ path: "/dev/shm", size: "64Mi", medium: "memory" }),
      live: configDir({ path: "/etc/live", files: { "a.yaml": "a: 1\n" } }),
    },
  };

  it("are mounted into every container of the pod", () => {
    const mounts = [
      { mountPath: "/data", name: "writable-data" },
      { mountPath: "/var/lib/my-app", name: "writable-var-lib-my-app-b3733abc" },
      { mountPath: "/tmp", name: "tmp" },
      { mountPath: "/uploads", name: "volume-uploads" },
      { mountPath: "/media", name: "volume-media", readOnly: true },
      { mountPath: "/state", name: "volume-state" },
      { mountPath: "/dev/shm", name: "volume-shm" },
      { mountPath: "/etc/live", name: "volume-live", readOnly: true },
    ];
    const objects = objectsOf(fields);
    expect([MAIN, `${POD}.initContainers.0`].map((at) => find(objects, "Deployment", `${at}.volumeMounts`))).toEqual([mounts, mounts]);
    expect(find(objects, "Deployment", `${POD}.volumes`)).toEqual([
      { emptyDir: { sizeLimit: "512Mi" }, name: "writable-data" },
      { emptyDir: { sizeLimit: "512Mi" }, name: "writable-var-lib-my-app-b3733abc" },
      { emptyDir: { sizeLimit: "300Mi" }, name: "tmp" },
      { name: "volume-uploads", persistentVolumeClaim: { claimName: "shop-uploads" } },
      { name: "volume-media", persistentVolumeClaim: { claimName: "media", readOnly: true } },
      { name: "volume-state", persistentVolumeClaim: { claimName: "cart-state" } },
      { emptyDir: { medium: "Memory", sizeLimit: "64Mi" }, name: "volume-shm" },
      { configMap: { defaultMode: 0o440, name: "cart-config-live" }, name: "volume-live" },
    ]);
  });

  it("are none if the image keeps its /tmp", () => {
    const objects = objectsOf({ writable: { "/tmp": unset } });
    expect([`${MAIN}.volumeMounts`, `${POD}.volumes`].map((at) => find(objects, "Deployment", at))).toEqual([undefined, undefined]);
  });

  it("that several nodes cannot mount are left out of jobs", () => {
    const names = (find(objectsOf(fields), "Job", `${POD}.volumes`) as readonly { readonly name: string }[]).map(({ name }) => name);
    expect(names.filter((name) => name.startsWith("volume-"))).toEqual(["volume-media", "volume-shm", "volume-live"]);
  });

  it("have a claim that stays in the cluster", () => {
    expect(objectsOf(fields).filter(({ kind }) => kind === "PersistentVolumeClaim")).toMatchObject([
      {
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        metadata: {
          annotations: {
            "argocd.argoproj.io/compare-options": "IgnoreExtraneous",
            "argocd.argoproj.io/sync-options": "Delete=confirm,Prune=false",
            "argocd.argoproj.io/sync-wave": "2",
          },
          name: "cart-state",
          namespace: "shop",
        },
        spec: {
          accessModes: ["ReadWriteOnce"],
          resources: { requests: { storage: "10Gi" } },
          storageClassName: "premium-rwo",
          volumeMode: "Filesystem",
        },
      },
    ]);
  });

  it("keep the name of a config directory's map if a file changes, so that the pods see the change", () => {
    const maps = (text: string, patch: Fields = {}) =>
      objectsOf({ volumes: { live: configDir({ path: "/etc/live", files: { a: text } }) }, ...patch })
        .filter(({ kind }) => kind === "ConfigMap")
        .map(({ metadata, data }) => [metadata.name, data]);
    const change = { patch: { ConfigMap: (map: { data: Record<string, string> }) => void (map.data["b"] = "3") } };
    expect([maps("1"), maps("2"), maps("2", change)]).toEqual([
      [["cart-config-live", { a: "1" }]],
      [["cart-config-live", { a: "2" }]],
      [["cart-config-live", { a: "2", b: "3" }]],
    ]);
  });
});
