import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, modelOf, problemsOf, serviceFile, stackFile, type TestServiceFile } from "../../../test/fleets.ts";
import { exec, outside, override, servicesWhere } from "../../index.ts";
import { valueAt } from "../../base/values.ts";
import type { Fleet } from "../fleet.ts";
import type { Defaults } from "../services-where.ts";

const cron = serviceFile("report", { ports: undefined, schedule: { cron: "0 3 * * *" } });
const worker = serviceFile("mailer", {
  ports: undefined,
  health: { readiness: exec(["a"]), liveness: exec(["b"]) },
  owner: "mail@example.com",
});
const grpc = serviceFile("cart", { ports: { grpc: { port: 9000, protocol: "grpc" } } });
const web = serviceFile("web");
const SERVICES = [grpc, worker, cron, web];

/** Makes the fleet with defaults of the config and of each stack. Any value may be wrong. */
function fleetWith(fleet: unknown, stacks: Readonly<Record<string, Fields>> = {}, services: readonly TestServiceFile[] = SERVICES): Fleet {
  const files = Object.entries({ latest: {}, ...stacks }).map(([name, fields]) => stackFile(name, fields));
  const made = fleetOf({ services, stacks: files });
  return { ...made, config: { ...made.config, defaults: fleet as Defaults } };
}

/** Lists a field of each service on each stack: `latest/cart 250m`. */
const valuesOf = (path: string, fleet: Fleet): readonly string[] =>
  modelOf(fleet).stacks.flatMap(({ name, services }) =>
    services.map((service) => `${name}/${service.name} ${String(valueAt(service, path.split(".")))}`),
  );

describe("defaults of the fleet", () => {
  it.each<readonly [title: string, defaults: unknown, services: readonly string[]]>([
    ["all services", { priority: "low" }, ["cart", "mailer", "report", "web"]],
    ["all services, in a list", [{ priority: "low" }], ["cart", "mailer", "report", "web"]],
    ["an empty filter", [servicesWhere({}, { priority: "low" })], ["cart", "mailer", "report", "web"]],
    ["a component that follows from the ports", [servicesWhere({ component: "api" }, { priority: "low" })], ["cart", "web"]],
    ["a component that follows from the schedule", servicesWhere({ component: "cron" }, { priority: "low" }), ["report"]],
    ["an owner", [servicesWhere({ owner: "mail@example.com" }, { priority: "low" })], ["mailer"]],
    ["a protocol", [servicesWhere({ listens: "grpc" }, { priority: "low" })], ["cart"]],
    ["names", [servicesWhere({ names: ["web", "report"] }, { priority: "low" })], ["report", "web"]],
    ["a tier of the stack", [servicesWhere({ tier: "latest", listens: "http" }, { priority: "low" })], ["web"]],
    ["another tier", [servicesWhere({ tier: "prod" }, { priority: "low" })], []],
  ])("for %s", (_title, defaults, services) => {
    const low = valuesOf("priority", fleetWith(defaults)).filter((line) => line.endsWith(" low"));
    expect(low).toEqual(services.map((name) => `latest/${name} low`));
  });
});

describe("the layers", () => {
  const prod = { tier: "prod", project: "shop-prod" };

  it("are the library, the fleet, the stack, the service, its tier and the override", () => {
    const service = serviceFile("web", {
      resources: { limits: { cpu: "4" } },
      tiers: { prod: { resources: { limits: { memory: "5Gi" } } } },
    });
    const defaults = { resources: { cpu: "1", memory: "1Gi", storage: "1G", limits: { cpu: "1", memory: "1Gi", storage: "10G" } } };
    const own = { resources: { cpu: "2", memory: "2Gi", limits: { cpu: "2", memory: "2Gi" } } };
    const fleet = fleetWith(
      defaults,
      { prod: { ...prod, defaults: own, overrides: [override(service.service, { resources: { limits: { storage: "6G" } } })] } },
      [service],
    );
    const [, onProd] = modelOf(fleet).stacks;
    expect(onProd?.services[0]?.resources).toEqual({
      requests: { cpu: "2", memory: "2Gi", storage: "1G" },
      limits: { cpu: "4", memory: "5Gi", storage: "6G" },
    });
    expect(onProd?.services[0]?.layers.map(({ name, file, prefix }) => [name, file, prefix])).toEqual([
      ["library default", undefined, ""],
      ["fleet defaults", "fairlead.config.ts", "defaults"],
      ["stack prod defaults", "stacks/prod.ts", "defaults"],
      ["service", "services/web.ts", ""],
      ["tier prod", "services/web.ts", "tiers.prod"],
      ["stack prod", "stacks/prod.ts", "override(web)"],
    ]);
  });

  it("of one list apply in its order", () => {
    const defaults = [
      servicesWhere({ names: ["web"] }, { priority: "high" }),
      { priority: "low" },
      servicesWhere({ names: ["cart"] }, { priority: "high" }),
    ];
    expect(valuesOf("priority", fleetWith(defaults))).toEqual([
      "latest/cart high",
      "latest/mailer low",
      "latest/report low",
      "latest/web low",
    ]);
  });

  it("of one stack change no other stack of the tier", () => {
    const fleet = fleetWith(
      { priority: "low" },
      { second: { defaults: [servicesWhere({ names: ["web"] }, { priority: "high" })] }, third: {} },
      [web],
    );
    expect(valuesOf("priority", fleet)).toEqual(["latest/web low", "second/web high", "third/web low"]);
  });

  it("share one service on all stacks of a tier that set nothing", () => {
    const [first, second, third] = modelOf(
      fleetWith({ priority: "low" }, { second: {}, third: { defaults: { priority: "high" } } }),
    ).stacks;
    expect(first?.services[0]).toBe(second?.services[0]);
    expect(first?.services[0]).not.toBe(third?.services[0]);
  });

  it.each<readonly [title: string, fleet: unknown, stack: unknown, service: Fields, min: number]>([
    ["of the fleet is raised to the tier's minimum", { scale: { min: 2 } }, undefined, {}, 3],
    ["of the service is raised above the fleet's", { scale: { min: 5 } }, undefined, { scale: { min: 2 } }, 3],
    ["of the stack stays above the fleet's", { scale: { min: 2 } }, { scale: { min: 5 } }, {}, 5],
  ])("a number of pods %s", (_title, defaults, own, fields, min) => {
    const fleet = fleetWith(defaults, { latest: { ...prod, defaults: own } }, [serviceFile("web", fields)]);
    expect(valuesOf("scale.min", fleet)).toEqual([`latest/web ${min}`]);
  });
});

describe("a problem is reported at the layer that sets the value", () => {
  it.each<readonly [title: string, fleet: unknown, stack: unknown, problems: readonly string[]]>([
    [
      "of the fleet",
      { resources: { cpu: "1 core" } },
      undefined,
      ['fairlead.config.ts: defaults.resources.cpu: "1 core" is not a quantity'],
    ],
    [
      "of the fleet, for some services",
      [{}, servicesWhere({ names: ["web"] }, { resources: { cpu: "1 core" } })],
      undefined,
      ['fairlead.config.ts: defaults.1.resources.cpu: "1 core" is not a quantity'],
    ],
    ["of a stack", undefined, [{ resources: { memory: "x" } }], ['stacks/latest.ts: defaults.0.resources.memory: "x" is not a quantity']],
    [
      "of a stack's number of pods",
      undefined,
      { scale: { min: 12 } },
      ["stacks/latest.ts: defaults.scale.max: must be greater than the minimum 12, got 10"],
    ],
    [
      "unknown field",
      { repicas: 2, resources: { cpus: "1" } },
      undefined,
      [
        'fairlead.config.ts: defaults.resources.cpus: unknown field; did you mean "cpu"?',
        "fairlead.config.ts: defaults.repicas: unknown field (known",
      ],
    ],
    ["a field that needs ports", { public: { port: "http" } }, undefined, ["fairlead.config.ts: defaults.public: unknown field"]],
    ["no object", "low", undefined, ["fairlead.config.ts: defaults: must be an object of fields, or servicesWhere({ ... }, { ... })"]],
    [
      "null in a list",
      [null],
      undefined,
      ["fairlead.config.ts: defaults.0: must be an object of fields, or servicesWhere({ ... }, { ... })"],
    ],
    [
      "a misspelt field of a filter",
      [servicesWhere({ componet: "api" } as object, { scale: { min: 1 } })],
      undefined,
      [
        'fairlead.config.ts: defaults.0.where.componet: unknown field; did you mean "component"?',
        "fairlead.config.ts: defaults.0.scale.min: must be at least 2, got 1",
      ],
    ],
    ["a service", [web.service], undefined, ["fairlead.config.ts: defaults.0: must be an object of fields"]],
  ])("%s", (_title, defaults, own, problems) => {
    const found = problemsOf(fleetWith(defaults, { latest: { defaults: own } }));
    expect(found.map((line, index) => line.slice(0, problems[index]?.length))).toEqual(problems);
  });

  it("and what a service lacks is a problem of the service", () => {
    const lacking = serviceFile("job", { ports: undefined });
    expect(problemsOf(fleetWith({ health: { periodSeconds: 5 } }, {}, [lacking]))).toEqual([
      "services/job.ts: health: missing: a service without ports must have readiness and liveness checks",
    ]);
  });
});

describe("defaults that no service gets are a problem", () => {
  it.each<readonly [title: string, fleet: unknown, stack: unknown, problems: readonly string[]]>([
    [
      "component",
      [servicesWhere({ component: "apii" }, {})],
      undefined,
      ['fairlead.config.ts: defaults.0.where.component: no service has the component "apii"; did you mean "api"?'],
    ],
    [
      "owner",
      [servicesWhere({ owner: "mial@example.com" }, {})],
      undefined,
      ['fairlead.config.ts: defaults.0.where.owner: no service has the owner "mial@example.com"; did you mean "mail@example.com"?'],
    ],
    [
      "protocol",
      [servicesWhere({ listens: "tcp" }, {})],
      undefined,
      ['fairlead.config.ts: defaults.0.where.listens: no service has a tcp port (known: "grpc", "http")'],
    ],
    [
      "names",
      [servicesWhere({ names: ["web", "crat"] }, {})],
      undefined,
      ['fairlead.config.ts: defaults.0.where.names: there is no service "crat"; did you mean "cart"?'],
    ],
    ["no name", [servicesWhere({ names: [] }, {})], undefined, ["fairlead.config.ts: defaults.0.where: no service fits all of it"]],
    [
      "all conditions",
      [servicesWhere({ names: ["web"], listens: "grpc" }, {})],
      undefined,
      ["fairlead.config.ts: defaults.0.where: no service fits all of it"],
    ],
    [
      "on a stack",
      undefined,
      servicesWhere({ names: ["cart"] }, {}),
      ['stacks/latest.ts: defaults.where.names: the stack does not run "cart"'],
    ],
    [
      "the tier of a stack",
      undefined,
      servicesWhere({ tier: "prod" }, {}),
      ["stacks/latest.ts: defaults.where: no service fits all of it"],
    ],
    ["a tier without a stack", servicesWhere({ tier: "prod" }, {}), undefined, []],
  ])("%s", (_title, defaults, own, problems) => {
    const found = problemsOf(fleetWith(defaults, { latest: { defaults: own, services: [web.service] } }));
    expect(found.map((line, index) => line.slice(0, problems[index]?.length))).toEqual(problems);
  });

  it("but not if a service cannot be read", () => {
    const fleet = fleetWith([servicesWhere({ component: "batch" }, {})], {}, [web, serviceFile("batch", { ports: 7 })]);
    expect(problemsOf(fleet).filter((line) => line.startsWith("fairlead.config.ts"))).toEqual([]);
  });
});

it("cannot have calls, whose names differ between services", () => {
  const calls = () => ({ stripe: outside("api.stripe.com", 443) });
  const stacks = [stackFile("latest", { defaults: [{ priority: "low" }, servicesWhere({ names: ["app"] }, { calls } as never)] })];
  expect(problemsOf(fleetOf({ services: [serviceFile("app")], stacks }))).toEqual([
    "stacks/latest.ts: defaults.1.calls: the services have different calls, so defaults cannot set them",
  ]);
});
