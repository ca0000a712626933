import { expect, it } from "vitest";
import { type Fields, fleetOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { VALUE_HINT } from "../fields/env-values.ts";
import { override } from "../stack.ts";
import { checkFleet } from "./check-fleet.ts";

const hintsFor = (fields: Fields, stack: Fields = {}) => {
  const app = serviceFile("app", fields);
  const stacks = [stackFile("latest", stack)];
  return checkFleet(fleetOf({ services: [app], stacks })).problems.map(({ path, hint }) => [path, hint]);
};

const HOSTNAME = 'stateful: {} gives pods fixed names such as <service>-0; fieldRef("metadata.name") gives a variable the name';

it.each<readonly [title: string, fields: Fields, path: string, hint: string | undefined]>([
  ["a number of pods", { replicas: 3 }, "replicas", "scale: { min: 2, max: 10, cpuPercent: 70 }, fixed(3) or single()"],
  ["a probe", { livenessProbe: { httpGet: { path: "/" } } }, "livenessProbe", 'health: { liveness: http("http") }'],
  ["a user in a tier", { tiers: { prod: { runAsUser: 999 } } }, "tiers.prod.runAsUser", "user: 999"],
  [
    "a number of all probes",
    { health: { initialDelaySeconds: 5 } },
    "health.initialDelaySeconds",
    'liveness: http("http", { initialDelaySeconds: 5 })',
  ],
  [
    "an extended resource",
    { resources: { limits: { "nvidia.com/gpu": 1 } } },
    "resources.limits.nvidia.com/gpu",
    'resources: { extended: { "nvidia.com/gpu": 1 } }',
  ],
  ["the source of a variable", { env: { A: { valueFrom: { fieldRef: {} } } } }, "env.A", VALUE_HINT],
  ["the source of a variable in a tier", { tiers: { prod: { env: { A: {} } } } }, "tiers.prod.env.A", VALUE_HINT],
  ["a list of variables", { env: [{ name: "A", value: "b" }] }, "env", 'env: { NAME: "value" }'],
  [
    "ports of a tier",
    { tiers: { prod: { ports: {} } } },
    "tiers.prod.ports",
    "ports is the same on all stacks and instances: set it in defineService",
  ],
  ["the name of a pod", { hostname: "db" }, "hostname", HOSTNAME],
  ["the domain of a pod", { subdomain: "db" }, "subdomain", `public: { port: "http", subdomain: "shop" }; ${HOSTNAME}`],
  ["another word", { color: "red" }, "color", undefined],
  ["the name of a method", { valueOf: 1 }, "valueOf", undefined],
])("translates %s of Kubernetes", (_title, fields, path, hint) => {
  expect(hintsFor(fields)).toEqual([[path, hint]]);
});

it("translates words of overrides and defaults", () => {
  const app = serviceFile("app");
  const nodes = 'nodes: { selector: { pool: "gpu" }, tolerations: [{ key: "gpu", operator: "Exists" }] }';
  const overrides = [override(app.service, { nodeSelector: {} } as object)];
  expect(hintsFor({}, { defaults: { nodeSelector: {} } })).toEqual([["defaults.nodeSelector", nodes]]);
  expect(checkFleet(fleetOf({ services: [app], stacks: [stackFile("latest", { overrides })] })).problems.map(({ hint }) => hint)).toEqual([
    nodes,
  ]);
});
