import { describe, expect, it } from "vitest";
import { type Fields, serviceFile, stackFile } from "../../test/fleets.ts";
import { type EffectiveService, effectiveService } from "./effective.ts";
import { exec, http, tcp } from "./fields/probes.ts";
import { override } from "./stack.ts";

/** Applies the layers to `services/app.ts` on a stack of a tier, with an override. */
function effective(fields: Fields, { tier = "latest", on = {} }: { readonly tier?: string; readonly on?: Fields } = {}): EffectiveService {
  const app = serviceFile("app", fields);
  return effectiveService(app, stackFile("us", { tier, overrides: [override(app.service, on)] }));
}

const minimum = ({ scale }: EffectiveService) => (scale.kind === "autoscaling" ? scale.min : undefined);

const grpcPort = { grpc: { port: 7070, protocol: "grpc" } };
const tcpPort = { redis: { port: 6379, protocol: "tcp" } };

const ROUTE = {
  port: "http",
  subdomain: ["app"],
  host: undefined,
  paths: [{ type: "PathPrefix", value: "/" }],
  services: [],
  headers: {},
  listener: undefined,
  timeoutSeconds: undefined,
  routes: {},
  redirectFrom: [],
  share: [],
};

describe("defaults", () => {
  it.each<[title: string, fields: Fields, pick: (service: EffectiveService) => unknown, expected: unknown]>([
    ["an http port is 80 to callers", {}, ({ ports }) => ports[0]?.servicePort, 80],
    ["a grpc port is itself to callers", { ports: grpcPort }, ({ ports }) => ports[0]?.servicePort, 7070],
    ["a tcp port is itself to callers", { ports: tcpPort }, ({ ports }) => ports[0]?.servicePort, 6379],
    ["an http port is asked for /healthz", {}, ({ health }) => health.readiness, http("http", { path: "/healthz" })],
    ["a tcp port is asked for a connection", { ports: tcpPort }, ({ health }) => health.readiness, tcp("redis")],
    [
      "a tcp port may fail three times longer until a restart",
      { ports: tcpPort },
      ({ health }) => health.liveness,
      tcp("redis", { failureThreshold: 9 }),
    ],
    ["without a port nothing is asked", { ports: {} }, ({ health }) => [health.readiness, health.liveness], [undefined, undefined]],
    ["the first port is asked", { ports: { ...grpcPort, ...tcpPort } }, ({ health }) => health.liveness, tcp("grpc")],
    ["without a port it is a worker", { ports: {} }, ({ component }) => component, "worker"],
    ["with a schedule it is a cron", { ports: {}, schedule: { cron: "0 3 * * *" } }, ({ component }) => component, "cron"],
    [
      "a schedule's times",
      { ports: {}, schedule: { cron: "0 3 * * *" } },
      ({ schedule }) => schedule,
      { cron: "0 3 * * *", timeZone: "Etc/UTC", startingDeadlineSeconds: 300, timeoutSeconds: 3600, retries: 2 },
    ],
    ["a public service is at its own name", { public: { port: "http" } }, (service) => service.public, ROUTE],
    ["limits are twice the cpu", { resources: { cpu: "300m" } }, ({ resources }) => resources.limits.cpu, "600m"],
    ["limits are the memory", { resources: { memory: "1Gi" } }, ({ resources }) => resources.limits.memory, "1Gi"],
    ["limits are the storage", { resources: { storage: "2Gi" } }, ({ resources }) => resources.limits.storage, "2Gi"],
    [
      "a limit that is given stays",
      { resources: { cpu: "1", limits: { cpu: "1500m" } } },
      ({ resources }) => resources.limits.cpu,
      "1500m",
    ],
    [
      "quantities are in normal form",
      { resources: { cpu: "1000m", memory: "1024Mi", storage: "1.5Gi", limits: { cpu: "2.5" } } },
      ({ resources }) => resources,
      { requests: { cpu: "1", memory: "1Gi", storage: "1536Mi" }, limits: { cpu: "2500m", memory: "1Gi", storage: "1536Mi" } },
    ],
    ["what is no quantity is left for a rule", { resources: { memory: "1GB" } }, ({ resources }) => resources.requests.memory, "1GB"],
  ])("%s", (_title, fields, pick, expected) => {
    expect(pick(effective(fields))).toEqual(expected);
  });

  it("of a job and an init container are the service's resources", () => {
    const { jobs, init } = effective({
      resources: { cpu: "1", memory: "1Gi" },
      jobs: { migrate: { command: ["migrate"] }, seed: { command: ["seed"], args: ["-v"], resources: { cpu: "50m" }, retries: 0 } },
      init: { wait: { command: ["wait"] } },
    });
    const own = { requests: { cpu: "1", memory: "1Gi", storage: "1Gi" }, limits: { cpu: "2", memory: "1Gi", storage: "1Gi" } };
    const small = { requests: { cpu: "50m", memory: "128Mi", storage: "1Gi" }, limits: { cpu: "100m", memory: "128Mi", storage: "1Gi" } };
    expect(jobs).toMatchObject([
      { name: "migrate", command: ["migrate"], args: [], resources: own, timeoutSeconds: 600, retries: 1 },
      { name: "seed", command: ["seed"], args: ["-v"], resources: small, timeoutSeconds: 600, retries: 0 },
    ]);
    expect(init).toMatchObject([{ name: "wait", image: undefined, command: ["wait"], args: [], resources: own }]);
  });
});

describe("layers", () => {
  const layered = { scale: { min: 4, max: 20 }, args: ["-v", "-q"], resources: { cpu: "200m", memory: "64Mi" } };
  it.each<[title: string, fields: Fields, tier: string, on: Fields, pick: (service: EffectiveService) => unknown, expected: unknown]>([
    ["prod has three pods", {}, "prod", {}, minimum, 3],
    ["staging has two pods", {}, "staging", {}, minimum, 2],
    ["a service's two pods are three on prod", { scale: { min: 2 } }, "prod", {}, minimum, 3],
    ["a service's two pods are two on staging", { scale: { min: 2 } }, "staging", {}, minimum, 2],
    ["a service's four pods are four on prod", layered, "prod", {}, minimum, 4],
    ["a tier's own two pods are not raised", { tiers: { prod: { scale: { min: 2 } } } }, "prod", {}, minimum, 2],
    ["the tier wins over the service", { ...layered, tiers: { prod: { scale: { min: 6 } } } }, "prod", {}, minimum, 6],
    [
      "the stack wins over the tier",
      { ...layered, tiers: { prod: { scale: { min: 6 } } } },
      "prod",
      { scale: { min: 8 } },
      ({ scale }) => (scale.kind === "autoscaling" ? [scale.min, scale.max] : []),
      [8, 20],
    ],
    ["a tier does not touch another", { tiers: { prod: { scale: { min: 6 } } } }, "latest", {}, minimum, 2],
    ["a list replaces the one below", layered, "latest", { args: ["-x"] }, ({ args }) => args, ["-x"]],
    [
      "a probe replaces the one below",
      { health: { readiness: http("http", { path: "/ready", headers: { Cookie: "probe" } }) } },
      "latest",
      { health: { readiness: http("http", { path: "/live" }) } },
      ({ health }) => health.readiness,
      http("http", { path: "/live" }),
    ],
    [
      "a probe of another kind replaces the one below",
      { health: { liveness: tcp("http"), periodSeconds: 5 } },
      "latest",
      { health: { liveness: exec(["ok"]) } },
      ({ health }) => [health.liveness, health.periodSeconds],
      [exec(["ok"]), 5],
    ],
    [
      "resources merge key by key",
      layered,
      "latest",
      { resources: { memory: "256Mi" } },
      ({ resources }) => resources.requests,
      { cpu: "200m", memory: "256Mi", storage: "1Gi" },
    ],
    [
      "a tier completes a schedule",
      { ports: {}, schedule: { cron: "0 3 * * *" }, tiers: { latest: { schedule: { timeZone: "Europe/Zurich" } } } },
      "latest",
      {},
      ({ schedule }) => [schedule?.cron, schedule?.timeZone],
      ["0 3 * * *", "Europe/Zurich"],
    ],
    [
      "a stack moves a public service",
      { public: { port: "http", subdomain: "shop" } },
      "latest",
      { public: { host: "www.example.com" } },
      (service) => service.public,
      { ...ROUTE, subdomain: ["shop"], host: ["www.example.com"] },
    ],
    [
      "config files come together",
      { files: { "/a": "1" } },
      "latest",
      { files: { "/b": "2" } },
      ({ files }) => files,
      { "/a": "1", "/b": "2" },
    ],
    [
      "env stays one a layer, lowest first",
      { env: { A: "1" }, tiers: { latest: { env: { B: "2" } } } },
      "latest",
      { env: { A: "3" } },
      ({ env }) => env.map(({ layer, value }) => [layer.name, value]),
      [
        ["service", { A: "1" }],
        ["tier latest", { B: "2" }],
        ["stack us", { A: "3" }],
      ],
    ],
  ])("%s", (_title, fields, tier, on, pick, expected) => {
    expect(pick(effective(fields, { tier, on }))).toEqual(expected);
  });

  it("patches stay one a layer, lowest first", () => {
    const low = { Deployment: (): void => undefined };
    const high = { Service: (): void => undefined };
    const { patches } = effective({ patch: low }, { on: { patch: high } });
    expect(patches.map(({ layer, value }) => [layer.name, value])).toEqual([
      ["service", low],
      ["stack us", high],
    ]);
  });
});
