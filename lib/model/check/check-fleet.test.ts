import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, modelOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import type { Config } from "../config.ts";
import { redis } from "../needs/redis.ts";
import { exec } from "../fields/probes.ts";
import { formatProblem } from "../../base/problem.ts";
import { allServices, override } from "../stack.ts";
import { checkFleet } from "./check-fleet.ts";

const probes = { readiness: exec(["ready"]), liveness: exec(["alive"]) };
const cart = serviceFile("cart");
const web = serviceFile("web");

const place = { name: "latest", tier: "latest", project: "shop-latest", cluster: "latest", namespace: "shop", services: ["web", "cart"] };

describe("a valid fleet", () => {
  it("has a model with every default in place", () => {
    const { config, stacks } = modelOf(fleetOf({ services: [web, cart] }));
    expect(config).toEqual({ name: "shop", url: "https://github.com/acme/ops.git", branch: "main", argoCd: { major: 3, minor: 2 } });
    expect({ ...stacks[0], services: stacks[0]?.services.map(({ name }) => name) }).toEqual({
      name: "latest",
      file: "stacks/latest.ts",
      tier: "latest",
      region: "us-central1",
      project: "shop-latest",
      cluster: "latest",
      namespace: "shop",
      channel: "main",
      retired: false,
      testData: false,
      privateRange: "10.10.0.0/16",
      providers: {},
      addresses: [],
      restored: [],
      domain: "shop.example.com",
      fronts: [],
      images: [],
      gateway: {
        name: "external",
        namespace: "gateway",
        class: undefined,
        listener: undefined,
        redirectListener: undefined,
        proxyRanges: [],
      },
      ingress: undefined,
      podSecurity: "restricted",
      kubernetesVersion: "v1.34.0",
      cloud: {},
      computeClasses: {},
      secretStore: "secret-manager",
      imagePullSecrets: [],
      quota: undefined,
      components: [],
      services: ["web", "cart"],
      calls: new Map([["web", []], ["cart", []]]), // prettier-ignore
      callers: new Map(),
      remoteCallers: new Map(),
      bindings: new Map(),
      foreign: [],
      border: { own: { domains: ["shop.example.com"], ranges: ["10.10.0.0/16"] }, foreign: { domains: [], ranges: [] } },
      fleet: { name: "shop", stacks: [place] },
    });
  });

  it.each<[title: string, services: unknown, names: readonly string[]]>([
    ["all services", allServices, ["web", "cart"]],
    ["all services but one", allServices.except(web.service), ["cart"]],
    ["all services but one and none", allServices.except(web.service).except(), ["cart"]],
    ["listed services, in the fleet's order", [cart.service, web.service], ["web", "cart"]],
    ["one service, listed twice", [cart.service, cart.service], ["cart"]],
  ])("runs %s", (_title, services, names) => {
    const [stack] = modelOf(fleetOf({ services: [web, cart], stacks: [stackFile("latest", { services })] })).stacks;
    expect(stack?.services.map(({ name }) => name)).toEqual(names);
  });

  it("leaves what selects all services as it was", () => {
    allServices.except(web.service);
    expect(allServices.excluded).toEqual([]);
  });

  it("has an override on its own stack only", () => {
    const stacks = [stackFile("eu"), stackFile("us", { overrides: [override(web.service, { scale: { min: 4 } })] })];
    const { stacks: models } = modelOf(fleetOf({ services: [web], stacks }));
    expect(models.map(({ name, services }) => [name, services[0]?.scale])).toEqual([
      ["eu", expect.objectContaining({ min: 2 })],
      ["us", expect.objectContaining({ min: 4 })],
    ]);
  });

  it("knows the names that only another tier may use", () => {
    const stacks = [
      stackFile("latest", { project: "shop-dev" }),
      stackFile("staging", { tier: "staging", project: "shop-dev" }),
      stackFile("prod-eu", { tier: "prod", project: "shop-prod" }),
      stackFile("prod-us", { tier: "prod", project: "shop-prod" }),
    ];
    const zone = (stack: string) => ({ name: `${stack}.internal`, buckets: [] });
    const dev = { name: "shop-dev", buckets: ["latest", "staging"] };
    const live = { name: "shop-prod", buckets: ["prod-eu", "prod-us"] };
    const fleet = fleetOf({ services: [web], stacks });
    const config = { ...fleet.config, sharedProjects: { "shop-dev": "one project for development" } };
    expect(modelOf({ ...fleet, config }).stacks.map(({ name, foreign }) => [name, foreign])).toEqual([
      ["latest", [zone("staging"), zone("prod-eu"), live, zone("prod-us")]],
      ["staging", [zone("latest"), zone("prod-eu"), live, zone("prod-us")]],
      ["prod-eu", [zone("latest"), dev, zone("staging")]],
      ["prod-us", [zone("latest"), dev, zone("staging")]],
    ]);
  });

  it.each<[title: string, fields: Fields, tier: string, on: Fields]>([
    ["its health from the stack's override", { ports: {} }, "latest", { health: probes }],
    ["its health from the only tier it runs on", { ports: {}, tiers: { prod: { health: probes } } }, "prod", {}],
    [
      "its request from the stack's override",
      { resources: { memory: "1Gi", limits: { memory: "512Mi" } } },
      "latest",
      { resources: { memory: "256Mi" } },
    ],
  ])("may have a service with %s", (_title, fields, tier, on) => {
    const worker = serviceFile("worker", fields);
    const stacks = [stackFile("one", { tier, overrides: [override(worker.service, on)] })];
    expect(problemsOf(fleetOf({ services: [worker], stacks }))).toEqual([]);
  });
});

describe("all problems at once", () => {
  it("of every file, by file, each once for all stacks", () => {
    const bad = serviceFile("bad", {
      ownr: "x",
      image: "registry/app:v1",
      ports: { http: { port: 0, protocol: "http" } },
      resources: { memory: "1GB" },
    });
    const calls = serviceFile("calls", { calls: () => ({ cart: cart.service.endpoint("grpc"), web: 5 }) });
    const stacks = [stackFile("latest"), stackFile("staging", { tier: "staging" }), stackFile("prod", { tier: "prod", cluster: "../x" })];
    expect(problemsOf(fleetOf({ services: [calls, cart, bad], stacks }))).toEqual([
      "services/bad.ts: ports.http.port: must be at least 1, got 0",
      'services/bad.ts: ownr: unknown field; did you mean "owner"?',
      'services/bad.ts: image: "registry/app:v1" has a tag or digest; those come from the stack\'s versions.yaml',
      'services/bad.ts: resources.memory: "1GB" is not a quantity; did you mean "1Gi" or "1G"?',
      'services/calls.ts: calls.web: must be an endpoint such as service.endpoint("port")',
      'services/calls.ts: calls.cart: cart has no port "grpc" (known: "http")',
      'stacks/prod.ts: cluster: "../x" is not the name of a cluster in Argo CD',
    ]);
  });

  it("with a hint each", () => {
    const { problems } = checkFleet(fleetOf({ services: [serviceFile("worker", { ports: {} })] }));
    expect(problems.map(({ path, hint }) => [path, hint])).toEqual([
      ["health", 'give a command: exec(["pgrep", "-f", "worker"]); or none("because ...")'],
    ]);
  });

  it("with one broken service beside a valid one, which is in the model", () => {
    const { model, problems } = checkFleet(fleetOf({ services: [serviceFile("bad", { owner: 5 }), cart] }));
    expect(problems.map(formatProblem)).toEqual(["services/bad.ts: owner: must be a string, got 5"]);
    expect(model.stacks[0]?.services.map(({ name }) => name).filter((name) => name !== "bad")).toEqual(["cart"]);
  });
});

describe("a service that no stack runs", () => {
  const idle = (fields: Fields): readonly string[] =>
    problemsOf(fleetOf({ services: [cart, serviceFile("idle", fields)], stacks: [stackFile("latest", { services: [cart.service] })] }));
  it.each<[title: string, fields: Fields, problems: readonly string[]]>([
    ["may be valid", { needs: { cache: redis({ memoryGb: 1 }) } }, []],
    ["has the right shape", { owner: 5 }, ["services/idle.ts: owner: must be a string, got 5"]],
    [
      "keeps the rules",
      { resources: { memory: "1GB" } },
      ['services/idle.ts: resources.memory: "1GB" is not a quantity; did you mean "1Gi" or "1G"?'],
    ],
    [
      "calls ports that are there",
      { calls: () => ({ cart: cart.service.endpoint("grpc") }) },
      ['services/idle.ts: calls.cart: cart has no port "grpc" (known: "http")'],
    ],
  ])("%s", (_title, fields, problems) => {
    expect(idle(fields)).toEqual(problems);
  });
});

describe("a selection of stacks", () => {
  const worker = serviceFile("worker", { ports: {}, tiers: { prod: { health: probes } } });
  const stacks = [stackFile("latest", { services: [cart.service] }), stackFile("prod", { tier: "prod", services: [worker.service] })];

  it("is all that the model has", () => {
    expect(checkFleet(fleetOf({ services: [cart, worker], stacks }), ["prod"]).model.stacks.map(({ name }) => name)).toEqual(["prod"]);
  });

  it("finds nothing wrong with a service of the stacks that are left out", () => {
    expect(checkFleet(fleetOf({ services: [cart, worker], stacks }), ["latest"]).problems.map(formatProblem)).toEqual([]);
  });

  it("still finds what is wrong with any service", () => {
    const bad = serviceFile("worker", { ports: {}, owner: "me", tiers: { prod: { health: probes } } });
    const others = [stackFile("latest", { services: [cart.service] }), stackFile("prod", { tier: "prod", services: [bad.service] })];
    expect(checkFleet(fleetOf({ services: [cart, bad], stacks: others }), ["latest"]).problems.map(formatProblem)).toEqual([
      'services/worker.ts: owner: "me" is not an email address',
    ]);
  });
});

describe("the config", () => {
  it.each<[title: string, config: unknown, problems: readonly string[]]>([
    ["has a branch", { name: "shop", repository: { url: "git@github.com:acme/ops.git", branch: "release" } }, []],
    ["is null", null, ["must be an object, got null"]],
    ["is a string", "shop", ['must be an object, got "shop"']],
    ["is empty", {}, ["name: missing: a string is required", "repository: missing: an object is required"]],
    [
      "has a misspelt field",
      { name: "shop", repository: { url: "https://x/y.git", brunch: "x" } },
      ['repository.brunch: unknown field; did you mean "branch"?'],
    ],
    [
      "has a name that no label can have",
      { name: "My Shop", repository: { url: "https://x/y.git" } },
      ['name: "My Shop" is not a DNS label'],
    ],
    [
      "has a branch that git refuses",
      { name: "shop", repository: { url: "https://x/y.git", branch: "a..b" } },
      ['repository.branch: "a..b" is not the name of a branch'],
    ],
    [
      "has a number for the datastore",
      { name: "shop", repository: { url: "https://x/y.git" }, datastore: 5 },
      ["datastore: must be a string or an object, got 5"],
    ],
    [
      "has a word for the version of Argo CD",
      { name: "shop", repository: { url: "https://x/y.git" }, argoCd: { version: "stable" } },
      ['argoCd.version: "stable" is not a version such as 3.2'],
    ],
    [
      "has a version of Argo CD that is too old",
      { name: "shop", repository: { url: "https://x/y.git" }, argoCd: { version: "2.13.4" } },
      ["argoCd.version: must be at least 2.14, got 2.13.4"],
    ],
    [
      "has a word for the version of Kubernetes",
      { name: "shop", repository: { url: "https://x/y.git" }, kubernetesVersion: "stable" },
      ['kubernetesVersion: "stable" is not a version such as 1.34'],
    ],
    ["has no address", { name: "shop", repository: { url: "" } }, ['repository.url: "" is not the address of a git repository']],
  ])("%s", (_title, config, problems) => {
    const fleet = { ...fleetOf({ services: [cart] }), config: config as Config };
    expect(problemsOf(fleet)).toEqual(problems.map((problem) => `fairlead.config.ts: ${problem}`));
  });
});
