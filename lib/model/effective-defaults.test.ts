import { expect, test } from "vitest";
import { rawServiceFile, stackFile } from "../../test/fleets.ts";
import { effectiveService } from "./effective.ts";
import { grpc, tcp } from "./fields/probes.ts";

test("the defaults are all in place for a minimal service", () => {
  const app = rawServiceFile("app", { owner: "web@example.com", image: "registry/app", ports: { grpc: { port: 7070, protocol: "grpc" } } });
  const { layers, ...values } = effectiveService(app, stackFile("latest"));
  expect(layers.length).toBe(2);
  expect(values).toEqual({
    name: "app",
    release: "app",
    testData: false,
    file: "services/app.ts",
    owner: "web@example.com",
    image: "registry/app",
    imagesFrom: [],
    component: "api",
    partOf: undefined,
    priority: "normal",
    ports: [{ name: "grpc", port: 7070, protocol: "grpc", servicePort: 7070 }],
    needs: {},
    uses: new Map(),
    resources: {
      requests: { cpu: "100m", memory: "128Mi", storage: "1Gi" },
      limits: { cpu: "200m", memory: "128Mi", storage: "1Gi" },
    },
    health: {
      readiness: grpc("grpc"),
      liveness: tcp("grpc"),
      startupSeconds: 150,
      periodSeconds: 10,
      timeoutSeconds: 2,
      failureThreshold: 3,
      path: "/healthz",
    },
    scale: { kind: "autoscaling", min: 2, max: 10, cpuPercent: 70, memoryPercent: undefined, metrics: [] },
    schedule: undefined,
    sidecars: [],
    jobs: [],
    init: [],
    public: undefined,
    egress: { internet: [], ranges: new Map(), namespaces: new Map() },
    allowFrom: { namespaces: {}, ranges: {} },
    sessionAffinity: undefined,
    metrics: undefined,
    kubernetesApi: [],
    files: {},
    fileLayers: [],
    argsLayer: undefined,
    commandLayer: undefined,
    command: [],
    args: [],
    graceSeconds: 40,
    user: 10001,
    group: 10001,
    writable: [{ path: "/tmp", size: "256Mi" }],
    volumes: [],
    podLabels: undefined,
    podAnnotations: undefined,
    nodes: undefined,
    runtimeClass: undefined,
    hostAliases: undefined,
    lifecycle: undefined,
    termination: { preStopSeconds: 10 },
    shareProcessNamespace: false,
    env: [],
    patches: [],
    manifests: undefined,
  });
});
