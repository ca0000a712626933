import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { exec, grpc, http, tcp } from "../../index.ts";
import { findPath } from "../manifest-path.ts";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const IMAGE = `registry.example.com/shop/app:v1.2.3@${DIGEST}`;

const deployments = (fields: Fields = {}, stack: Fields = {}) => {
  const fleet = fleetOf({ services: [serviceFile("cart", fields)], stacks: [stackFile("latest", stack)] });
  return compileFleet(fleet).flatMap(({ manifest }) => (manifest.kind === "Deployment" ? [manifest] : []));
};

const POD = "spec.template.spec";
const grpcPort = { grpc: { port: 8080, protocol: "grpc" } } as const;
const MAIN = `${POD}.containers.0`;

const valueOf = (path: string, fields?: Fields, stack?: Fields): unknown => findPath(deployments(fields, stack)[0], path)?.value;

describe("a field of the spec", () => {
  const worker = { ports: {}, health: { readiness: exec(["ready"]), liveness: exec(["alive"]) } };

  it.each<readonly [string, Fields, string, unknown]>([
    [
      "resources, in normal form",
      { resources: { cpu: "1000m", memory: "1024Mi", limits: { storage: "2048Mi" } } },
      `${MAIN}.resources`,
      {
        limits: { cpu: "2", "ephemeral-storage": "2Gi", memory: "1Gi" },
        requests: { cpu: "1", "ephemeral-storage": "1Gi", memory: "1Gi" },
      },
    ],
    ["env", { env: { PORT: 8080 } }, `${MAIN}.envFrom.0.configMapRef.name`, "cart-d4096f2b"],
    ["command and args", { command: ["serve"], args: ["--fast"] }, `${MAIN}.command`, ["serve"]],
    ["args alone", { args: ["--fast"] }, `${MAIN}.args`, ["--fast"]],
    ["graceSeconds", { graceSeconds: 90 }, `${POD}.terminationGracePeriodSeconds`, 90],
    ["priority", { priority: "high" }, `${POD}.priorityClassName`, "shop-high"],
    ["component", { component: "storefront" }, "metadata.labels.app.kubernetes.io/component", "storefront"],
    ["partOf", { partOf: "checkout" }, "spec.template.metadata.labels.app.kubernetes.io/part-of", "checkout"],
    ["owner", { owner: "team.carts@example.com" }, "metadata.labels.owner", "team.carts"],
    [
      "two ports",
      { ports: { grpc: { port: 7070, protocol: "grpc" }, metrics: { port: 9090, protocol: "http" } } },
      `${MAIN}.ports`,
      [
        { containerPort: 7070, name: "grpc", protocol: "TCP" },
        { containerPort: 9090, name: "metrics", protocol: "TCP" },
      ],
    ],
    ["no ports: a container without ports", worker, `${MAIN}.ports`, undefined],
    ["no ports: the component worker", worker, "metadata.labels.app.kubernetes.io/component", "worker"],
    ["an exec probe", worker, `${MAIN}.readinessProbe.exec`, { command: ["ready"] }],
    [
      "a gRPC probe",
      { ports: grpcPort, health: { readiness: grpc("grpc", { service: "carts" }) } },
      `${MAIN}.readinessProbe.grpc`,
      { port: 8080, service: "carts" },
    ],
    [
      "a gRPC probe without a service",
      { ports: grpcPort, health: { readiness: grpc("grpc") } },
      `${MAIN}.readinessProbe.grpc`,
      { port: 8080 },
    ],
    [
      "an HTTP probe with headers and without a host",
      { health: { readiness: http("http", { path: "/r", headers: { Cookie: "a=b" } }) } },
      `${MAIN}.readinessProbe.httpGet`,
      { httpHeaders: [{ name: "Cookie", value: "a=b" }], path: "/r", port: 8080 },
    ],
    ["a TCP probe", { health: { readiness: tcp("http"), liveness: http("http") } }, `${MAIN}.readinessProbe.tcpSocket`, { port: 8080 }],
    [
      "the liveness check, which the startup probe uses too",
      { health: { liveness: http("http", { path: "/livez" }) } },
      `${MAIN}.startupProbe.httpGet`,
      { path: "/livez", port: 8080 },
    ],
    ["startupSeconds, rounded up to whole periods", { health: { startupSeconds: 61 } }, `${MAIN}.startupProbe.failureThreshold`, 13],
    [
      "the numbers of the probes",
      { health: { periodSeconds: 20, timeoutSeconds: 4, failureThreshold: 6 } },
      `${MAIN}.livenessProbe`,
      { failureThreshold: 6, initialDelaySeconds: 5, periodSeconds: 20, successThreshold: 1, tcpSocket: { port: 8080 }, timeoutSeconds: 4 },
    ],
    [
      "jobs, which run before the pods",
      { jobs: { migrate: { command: ["migrate"] } } },
      "metadata.annotations",
      { "argocd.argoproj.io/sync-wave": "2", email: "shopping@example.com" },
    ],
  ])("%s", (_title, fields, path, expected) => {
    expect(valueOf(path, fields)).toEqual(expected);
  });

  it("schedule: no Deployment", () => {
    expect(deployments({ ports: undefined, schedule: { cron: "0 3 * * *" } })).toEqual([]);
  });
});

describe("init containers", () => {
  const init = {
    fetch: { image: `registry.example.com/tools@${DIGEST}`, command: ["fetch"], args: ["all"] },
    warm: { command: ["warm"], resources: { cpu: "50m" } },
  };
  const fields = { init, env: { PORT: 8080 } };

  it("run in order, with an explicit image or the service's", () => {
    const containers = valueOf(`${POD}.initContainers`, fields) as readonly { readonly name: string; readonly image: string }[];
    expect(containers.map(({ name, image }) => [name, image])).toEqual([
      ["fetch", `registry.example.com/tools@${DIGEST}`],
      ["warm", IMAGE],
    ]);
  });

  it("have the security of the main container, without its ports, probes and preStop", () => {
    expect(valueOf(`${POD}.initContainers.1`, fields)).toEqual({
      command: ["warm"],
      image: IMAGE,
      imagePullPolicy: "Always",
      name: "warm",
      resources: {
        limits: { cpu: "100m", "ephemeral-storage": "1Gi", memory: "128Mi" },
        requests: { cpu: "50m", "ephemeral-storage": "1Gi", memory: "128Mi" },
      },
      securityContext: valueOf(`${MAIN}.securityContext`, fields),
      volumeMounts: [{ mountPath: "/tmp", name: "tmp" }],
    });
  });
});
