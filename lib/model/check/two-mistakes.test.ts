import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, serviceFile, stackFile } from "../../../test/fleets.ts";
import { formatProblem } from "../../base/problem.ts";
import {
  address,
  componentService,
  emptyDir,
  claim,
  http,
  inCluster,
  optional,
  outside,
  override,
  plain,
  redis,
  secret,
  servicesWhere,
} from "../../index.ts";
import { checkTree } from "../../render/render.ts";
import { furtherProblems } from "../../workspace/further-problems.ts";
import type { Fleet } from "../fleet.ts";
import { checkFleet } from "./check-fleet.ts";

/** Lists the paths of all problems that a run reports, also those of functions. */
function pathsOf(fleet: Fleet): readonly string[] {
  const checked = checkFleet(fleet);
  const locks = new Map(checked.model.stacks.map(({ name }) => [name, lockFor(fleet)]));
  const options = { services: undefined, kept: new Map<string, never>() };
  const further =
    checked.problems.length > 0
      ? furtherProblems({ fleet, ...checked }, undefined, options)
      : checkTree(checked.model, locks, { ...options, partial: true }).problems;
  return [...checked.problems, ...further].map((problem) => formatProblem(problem).split(": ")[1] ?? "").sort();
}

/** A value without its reason, as JavaScript can write it. */
const noReason = plain("x", undefined as never);
const size = { size: "?" };

describe("two mistakes side by side in a service are two problems", () => {
  it.each<readonly [title: string, fields: Fields, paths: readonly string[]]>([
    ["env", { env: { A: noReason, "B C": "x", D: {} } }, ["env.A.because", "env.B C", "env.D"]],
    ["env of a function", { env: () => ({ A: noReason, "B C": "x", D: {} }) }, ["env.A.because", "env.B C", "env.D"]],
    [
      "env of a function that calculates with an unknown port",
      { env: ({ ports }: { ports: Record<string, number> }) => ({ N: Number(ports["htpp"]) + 1, A: noReason, "B C": "x" }) },
      ["env", "env.A.because", "env.B C"],
    ],
    ["env of a layer", { tiers: { latest: { env: { A: noReason, "B C": "x" } } } }, ["tiers.latest.env.A.because", "tiers.latest.env.B C"]],
    ["files", { files: { "/etc/a": 5, "etc/b": "x" } }, ["files./etc/a", "files.etc/b"]],
    ["files of a function", { files: () => ({ "/etc/a": 5, "etc/b": "x" }) }, ["files./etc/a", "files.etc/b"]],
    ["args", { args: ["a", 5, "b", "a\0b"] }, ["args.1", "args.3"]],
    ["args of a function", { args: () => ["a", 5, "b", "a\0b"] }, ["args.1", "args.3"]],
    ["a command of a function", { command: () => [noReason, "a\0b"] }, ["command.0.because", "command.1"]],
    [
      "args with an unknown port",
      { args: ({ ports }: { ports: Record<string, string> }) => [`-p=${ports["htpp"]}`, 5, "a\0b"] },
      ["args.0", "args.1", "args.2"],
    ],
    ["needs", { needs: { a: redis({ memoryGb: 0 }), "B B": secret() } }, ["needs.B B", "needs.a.memoryGb"]],
    [
      "calls",
      { calls: () => ({ a: 5, b: outside("?", 0), c: optional(5 as never) }) },
      ["calls.a", "calls.b.host", "calls.b.port", "calls.c"],
    ],
    [
      "the fields of a call",
      { calls: () => ({ a: componentService("A A", { port: 0, pods: { "a b": "x" } }) }) },
      ["calls.a.component", "calls.a.pods", "calls.a.port"],
    ],
    [
      "an init container",
      { init: { a: { image: "? ?", command: 5, resources: { cpu: "?" } } } },
      ["init.a.command", "init.a.image", "init.a.resources.cpu"],
    ],
    ["a job", { jobs: { a: { command: 5, resources: { cpu: "?" } } } }, ["jobs.a.command", "jobs.a.resources.cpu"]],
    [
      "a sidecar",
      { sidecars: { a: { image: "? ?", command: 5, ports: ["x"] } } },
      ["sidecars.a.command", "sidecars.a.image", "sidecars.a.ports.0"],
    ],
    [
      "volumes",
      { volumes: { a: emptyDir({ path: "x", ...size }), b: claim("B B", { path: "y", accessMode: "ReadWriteMany" }) } },
      ["volumes.a.path", "volumes.a.size", "volumes.b.claim", "volumes.b.path"],
    ],
    [
      "the volumes of a StatefulSet",
      { stateful: { volumes: { a: { path: 5, ...size }, b: { path: "/b", size: 5, storageClass: "? ?" } } }, scale: undefined },
      ["stateful.volumes.a.path", "stateful.volumes.a.size", "stateful.volumes.b.size", "stateful.volumes.b.storageClass"],
    ],
    ["a schedule", { ports: undefined, schedule: { cron: 5, timeZone: "Mars" } }, ["schedule.cron", "schedule.timeZone"]],
    [
      "a public route",
      { public: { port: 8080, subdomain: "? ?", redirectFrom: ["?"], share: ["nobody"], routes: { b: { port: 5, subdomain: "?" } } } },
      ["public.port", "public.redirectFrom", "public.routes.b.port", "public.routes.b.subdomain", "public.share", "public.subdomain"],
    ],
    [
      "a public route of a layer",
      { public: { port: "http" }, tiers: { latest: { public: { paths: [5], subdomain: "? ?" } } } },
      ["tiers.latest.public.paths.0", "tiers.latest.public.subdomain"],
    ],
    [
      "ports and what does not rest on them",
      { ports: { http: 5 }, sidecars: { a: { image: "? ?" } }, public: { port: "http", subdomain: "? ?" } },
      ["ports.http", "public.subdomain", "sidecars.a.image"],
    ],
    [
      "health",
      { health: { readiness: http("nope", { path: "x", headers: { "a b": "x" } }), periodSeconds: 0 } },
      ["health.periodSeconds", "health.readiness.headers.a b", "health.readiness.path", "health.readiness.port"],
    ],
    ["hooks", { lifecycle: { preStop: http("nope", { path: 5 as never }) } }, ["lifecycle.preStop.path", "lifecycle.preStop.port"]],
    [
      "access to the API",
      {
        kubernetesApi: [
          { resources: [], verbs: ["?"] },
          { resources: ["A"], verbs: [] },
        ],
      },
      ["apiServer", "kubernetesApi.0.resources", "kubernetesApi.0.verbs", "kubernetesApi.1.resources", "kubernetesApi.1.verbs"],
    ],
    ["tolerations", { nodes: { tolerations: [{ effect: "x" }, { key: "a b" }] } }, ["nodes.tolerations.0.effect", "nodes.tolerations.1"]],
    [
      "metrics",
      { scale: { min: 2, max: 3, metrics: { a: { kind: "external", name: 5, value: "?" } } } },
      ["scale.metrics.a.name", "scale.metrics.a.value"],
    ],
    [
      "instances",
      { instances: { "A A": {}, b: { env: { "B B": "x" } }, c: 5, d: { scale: { min: -1 } } } },
      ["instances.A A", "instances.b.env.B B", "instances.c", "instances.d.scale.min"],
    ],
    [
      "added objects",
      { manifests: () => [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "A" }, data: { a: 5 }, status: {} }] },
      ["manifests.0.data.a", "manifests.0.metadata.name", "manifests.0.status"],
    ],
  ])("%s", (_title, fields, paths) => {
    expect(pathsOf(fleetOf({ services: [serviceFile("app", fields)] }))).toEqual(paths);
  });
});

describe("two mistakes side by side in a stack are two problems", () => {
  const db = { needs: { db: redis({ memoryGb: 1 }) } };
  const app = serviceFile("app", db);
  it.each<readonly [title: string, fields: Fields, paths: readonly string[]]>([
    [
      "beside the tier",
      {
        tier: "prd",
        region: "? ?",
        quota: { cpu: "?" },
        overrides: [override(app.service, { priority: "odd" as never })],
        addresses: [address(app.service.need("db"), "x")],
        defaults: { env: { A: {} } },
      },
      ["addresses.app.db", "defaults.env.A", "override(app).priority", "quota.cpu", "region", "tier"],
    ],
    [
      "beside the services",
      {
        services: [5],
        domain: "? ?",
        overrides: [override(app.service, { priority: "odd" as never })],
        providers: { redis: inCluster({ memory: "?" }) },
      },
      ["domain", "override(app).priority", "providers.redis.memory", "services.0"],
    ],
    ["Secrets for images", { imagePullSecrets: [5, "? ?"] }, ["imagePullSecrets.0", "imagePullSecrets.1"]],
    ["components", { components: { "A A": () => undefined, b: 5 } }, ["components.A A", "components.b"]],
    ["the API server", { apiServer: { range: "x", port: 0 } }, ["apiServer.port", "apiServer.range"]],
    [
      "defaults",
      { defaults: [servicesWhere({ owner: 5 } as never, { args: 5 } as never), { env: { "A A": "x" } }, 5] },
      ["defaults.0.args", "defaults.0.where.owner", "defaults.1.env.A A", "defaults.2"],
    ],
    [
      "an override",
      { overrides: [override(app.service, { env: { A: noReason, "B B": "x" }, scale: { min: -1 } })] },
      ["override(app).env.A.because", "override(app).env.B B", "override(app).scale.min"],
    ],
    [
      "an address",
      { addresses: [address({ ...app.service.need("db"), need: "nope" }, "x")] },
      ["addresses.app.nope", "addresses.app.nope"],
    ],
  ])("%s", (_title, fields, paths) => {
    expect(pathsOf(fleetOf({ services: [app], stacks: [stackFile("latest", fields), stackFile("other")] }))).toEqual(paths);
  });
});

it("a tier that is not known has no consequence", () => {
  const cart = serviceFile("cart", { tiers: { prod: { public: { port: "http" } } } });
  const app = serviceFile("app", { calls: () => ({ cart: cart.service.endpoint("http") }), needs: { db: redis({ memoryGb: 1 }) } });
  const stack = {
    tier: "prd",
    overrides: [override(cart.service, { public: { subdomain: "shop" } }), override(app.service, { scale: { min: 2 } })],
  };
  const fleet = fleetOf({ services: [app, cart], stacks: [stackFile("latest", stack), stackFile("other", { tier: "prod" })] });
  expect(pathsOf(fleet)).toEqual(["tier"]);
});
