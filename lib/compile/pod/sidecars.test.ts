import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile } from "../../../test/fleets.ts";
import { defineImage, exec, http, redis } from "../../index.ts";
import { formatProblem } from "../../base/problem.ts";
import { compileStack } from "../compile-stack.ts";
import { findPath } from "../manifest-path.ts";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const PINNED = `busybox:1.37@${DIGEST}`;
const ENVOY = {
  file: "services/envoy.ts",
  image: defineImage("envoy", { owner: "platform@example.com", image: "docker.io/envoyproxy/envoy" }),
};

function compiled(fields: Fields) {
  const fleet = fleetOf({ services: [serviceFile("web", fields)], images: [ENVOY] });
  const model = modelOf(fleet);
  const compiledStacks = model.stacks.map((stack) => compileStack(model, stack, lockFor(fleet)));
  return {
    problems: compiledStacks.flatMap(({ problems }) => problems.map(formatProblem)),
    objects: compiledStacks.flatMap(({ manifests }) => manifests.map(({ manifest }) => manifest)),
  };
}

const valueOf = (fields: Fields, kind: string, path: string): unknown =>
  findPath(
    compiled(fields).objects.find((object) => object.kind === kind && object.metadata.name.includes("web")),
    path,
  )?.value;

const PORTS = { http: { port: 8080, protocol: "http" }, app: { port: 9000, protocol: "grpc" } };
const proxied = { ports: PORTS, sidecars: { proxy: { image: ENVOY.image, ports: ["http"] } } };
const POD = "spec.template.spec";

describe("a sidecar", () => {
  it("is an init container that Kubernetes restarts, with everything explicit", () => {
    expect(valueOf({ ...proxied, env: { A: "1" } }, "Deployment", `${POD}.initContainers.0`)).toEqual({
      image: `docker.io/envoyproxy/envoy:v1.2.3@${DIGEST}`,
      imagePullPolicy: "Always",
      livenessProbe: {
        failureThreshold: 3,
        initialDelaySeconds: 5,
        periodSeconds: 10,
        successThreshold: 1,
        tcpSocket: { port: 8080 },
        timeoutSeconds: 2,
      },
      name: "proxy",
      ports: [{ containerPort: 8080, name: "http", protocol: "TCP" }],
      readinessProbe: {
        failureThreshold: 3,
        httpGet: { path: "/healthz", port: 8080 },
        initialDelaySeconds: 5,
        periodSeconds: 10,
        successThreshold: 1,
        timeoutSeconds: 2,
      },
      resources: {
        limits: { cpu: "200m", "ephemeral-storage": "1Gi", memory: "128Mi" },
        requests: { cpu: "100m", "ephemeral-storage": "1Gi", memory: "128Mi" },
      },
      restartPolicy: "Always",
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        privileged: false,
        readOnlyRootFilesystem: true,
        runAsGroup: 10_001,
        runAsNonRoot: true,
        runAsUser: 10_001,
        seccompProfile: { type: "RuntimeDefault" },
      },
      startupProbe: {
        failureThreshold: 30,
        initialDelaySeconds: 1,
        periodSeconds: 5,
        successThreshold: 1,
        tcpSocket: { port: 8080 },
        timeoutSeconds: 2,
      },
      volumeMounts: [{ mountPath: "/tmp", name: "tmp" }],
    });
  });

  it.each<[title: string, fields: Fields, kind: string, path: string, value: unknown]>([
    [
      "takes its port from the service's container",
      proxied,
      "Deployment",
      `${POD}.containers.0.ports`,
      [{ containerPort: 9000, name: "app", protocol: "TCP" }],
    ],
    [
      "moves the default checks of the service to its next port",
      proxied,
      "Deployment",
      `${POD}.containers.0.readinessProbe.grpc`,
      { port: 9000 },
    ],
    ["stays behind the Service", proxied, "Service", "spec.ports.0", { name: "http", port: 80, protocol: "TCP", targetPort: 8080 }],
    [
      "runs the service's image by default",
      { sidecars: { proxy: { args: ["-p"] } } },
      "Deployment",
      `${POD}.initContainers.0.image`,
      `registry.example.com/shop/app:v1.2.3@${DIGEST}`,
    ],
    ["runs a pinned image", { sidecars: { proxy: { image: PINNED } } }, "Deployment", `${POD}.initContainers.0.image`, PINNED],
    [
      "has no checks without a port",
      { sidecars: { proxy: { image: PINNED } } },
      "Deployment",
      `${POD}.initContainers.0.readinessProbe`,
      undefined,
    ],
    [
      "has checks of its own",
      { sidecars: { proxy: { image: PINNED, health: { readiness: http("http"), liveness: exec(["alive"]) } } } },
      "Deployment",
      `${POD}.initContainers.0.livenessProbe.exec`,
      { command: ["alive"] },
    ],
    [
      "has its own environment, not that of the service",
      { env: { A: "1" }, sidecars: { proxy: { image: PINNED } } },
      "Deployment",
      `${POD}.initContainers.0.envFrom`,
      undefined,
    ],
    [
      "is in the pods of a CronJob",
      { ports: {}, schedule: { cron: "0 3 * * *" }, sidecars: { proxy: { image: PINNED } } },
      "CronJob",
      "spec.jobTemplate.spec.template.spec.initContainers.0.restartPolicy",
      "Always",
    ],
    [
      "is not in the pods of a job",
      { jobs: { migrate: { command: ["x"] } }, sidecars: { proxy: { image: PINNED } } },
      "Job",
      `${POD}.initContainers`,
      undefined,
    ],
    [
      "is not in the Application if its image is pinned",
      { sidecars: { proxy: { image: PINNED } } },
      "Application",
      "spec.info.1",
      undefined,
    ],
    [
      "is in the Application if its image has releases",
      proxied,
      "Application",
      "spec.info.1",
      { name: "image envoy", value: `docker.io/envoyproxy/envoy:v1.2.3@${DIGEST}` },
    ],
  ])("%s", (_title, fields, kind, path, value) => {
    const found = kind === "Application" ? compiled(fields).objects.find(({ metadata }) => metadata.name === "latest-web") : undefined;
    expect(found === undefined ? valueOf(fields, kind, path) : findPath(found, path)?.value).toEqual(value);
  });

  it("starts after the init containers, in order", () => {
    const fields = {
      init: { first: { command: ["a"] }, second: { command: ["b"] } },
      sidecars: { proxy: { image: PINNED }, log: { image: PINNED } },
    };
    const containers = valueOf(fields, "Deployment", `${POD}.initContainers`) as readonly { name: string; restartPolicy?: string }[];
    expect(containers.map(({ name, restartPolicy = "" }) => `${name} ${restartPolicy}`.trim())).toEqual([
      "first",
      "second",
      "proxy Always",
      "log Always",
    ]);
  });

  it("has a ConfigMap of its environment, with the values of all layers", () => {
    const fields = {
      needs: { carts: redis({ memoryGb: 1 }) },
      sidecars: {
        proxy: {
          image: PINNED,
          env: ({ needs }: { needs: { carts: { address: string } } }) => ({ REDIS: needs.carts.address, LEVEL: "info" }),
        },
      },
      tiers: { latest: { sidecars: { proxy: { env: { LEVEL: "debug" } } } } },
    };
    const { objects, problems } = compiled(fields);
    const maps = objects.flatMap((object) => (object.kind === "ConfigMap" ? [{ name: object.metadata.name, data: object["data"] }] : []));
    expect([maps, problems]).toEqual([
      [{ name: "web-proxy-env-3c04fae6", data: { LEVEL: "debug", REDIS: "carts.web.latest.internal:6379" } }],
      [],
    ]);
    expect(valueOf(fields, "Deployment", `${POD}.initContainers.0.envFrom`)).toEqual([
      { configMapRef: { name: "web-proxy-env-3c04fae6" } },
    ]);
  });

  it("is refused a secret in its environment, at its place", () => {
    const sidecars = { proxy: { image: PINNED, env: { API_TOKEN: "x" } } };
    expect(compiled({ sidecars }).problems).toEqual([
      "services/web.ts: sidecars.proxy.env.API_TOKEN: looks like a secret, and its value would be in git",
    ]);
    expect(
      compiled({ sidecars: { proxy: { image: PINNED } }, tiers: { latest: { sidecars: { proxy: { env: { API_TOKEN: "x" } } } } } })
        .problems,
    ).toEqual(["services/web.ts: tiers.latest.sidecars.proxy.env.API_TOKEN: looks like a secret, and its value would be in git"]);
  });
});
