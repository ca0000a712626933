import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, problemsWith, serviceFile, stackFile } from "../../../test/fleets.ts";
import { override } from "../stack.ts";

type Row = readonly [title: string, resources: Fields, problems: readonly string[]];

describe("requests", () => {
  it.each<Row>([
    ["as Kubernetes writes them", { cpu: "250m", memory: "64Mi", storage: "1Gi" }, []],
    ["that are not in normal form", { cpu: "0.25", memory: "1024Mi", storage: "1e9" }, []],
    ["1GB", { memory: "1GB" }, ['services/app.ts: resources.memory: "1GB" is not a quantity; did you mean "1Gi" or "1G"?']],
    ["512mb", { memory: "512mb" }, ['services/app.ts: resources.memory: "512mb" is not a quantity; did you mean "512Mi" or "512M"?']],
    ["1GiB", { memory: "1GiB" }, ['services/app.ts: resources.memory: "1GiB" is not a quantity; did you mean "1Gi" or "1G"?']],
    ["a space", { memory: "64 Mi" }, ['services/app.ts: resources.memory: "64 Mi" is not a quantity']],
    ["a word", { cpu: "half" }, ['services/app.ts: resources.cpu: "half" is not a quantity']],
    ["an empty string", { cpu: "" }, ['services/app.ts: resources.cpu: "" is not a quantity']],
    ["a number", { cpu: 0.5 }, ["services/app.ts: resources.cpu: must be a string, got 0.5"]],
    ["zero", { memory: "0" }, ["services/app.ts: resources.memory: must be greater than 0, got 0"]],
    ["a negative quantity", { cpu: "-1" }, ["services/app.ts: resources.cpu: must be greater than 0, got -1"]],
    [
      "three malformed quantities, all reported",
      { cpu: "1x", memory: "1GB", storage: "0" },
      [
        'services/app.ts: resources.cpu: "1x" is not a quantity',
        'services/app.ts: resources.memory: "1GB" is not a quantity; did you mean "1Gi" or "1G"?',
        "services/app.ts: resources.storage: must be greater than 0, got 0",
      ],
    ],
    [
      "thousandths of a byte, where Mi was meant",
      { memory: "128m" },
      ['services/app.ts: resources.memory: 128m is not a whole number of bytes; did you mean "128Mi"?'],
    ],
    ...(
      [
        ["1.1Gi", "1127Mi"],
        ["0.1Mi", "103Ki"],
        ["1.0000001G", undefined],
        ["0.5", "0.5Mi"],
        ["1048576.5", "2Mi"],
      ] as const
    ).map(([memory, meant]): Row => [
      `memory of ${memory}`,
      { memory },
      meant === undefined ? [] : [`services/app.ts: resources.memory: ${memory} is not a whole number of bytes; did you mean "${meant}"?`],
    ]),
    [
      "cores without a unit",
      { cpu: "250" },
      ['services/app.ts: resources.cpu: 250 are whole cores; did you mean "250m"? Write "250000m" for so many'],
    ],
    [
      "a limit of cores without a unit",
      { cpu: "1", limits: { cpu: "500" } },
      ['services/app.ts: resources.limits.cpu: 500 are whole cores; did you mean "500m"? Write "500000m" for so many'],
    ],
    ["many cores with a unit", { cpu: "250000m" }, []],
    ["few cores without a unit", { cpu: "96", limits: { cpu: "96" } }, []],
    [
      "memory without a unit",
      { memory: "512" },
      ['services/app.ts: resources.memory: must be at least 1Mi, got 512; did you mean "512Mi"?'],
    ],
    [
      "thousandths of a byte",
      { memory: "512m" },
      ['services/app.ts: resources.memory: 512m is not a whole number of bytes; did you mean "512Mi"?'],
    ],
    [
      "thousandths of a core without a unit",
      { cpu: "2000" },
      ['services/app.ts: resources.cpu: 2000 is more than 1920 cores; did you mean "2000m"?'],
    ],
    ["the cores of a large machine", { cpu: "416000m" }, []],
    [
      "bytes without a unit",
      { memory: "128" },
      ['services/app.ts: resources.memory: must be at least 1Mi, got 128; did you mean "128Mi"?'],
    ],
    ["less than a program needs", { storage: "1k" }, ["services/app.ts: resources.storage: must be at least 1Mi, got 1k"]],
    [
      "a part of a thousandth of a core",
      { cpu: "0.1m" },
      ['services/app.ts: resources.cpu: 0.1m has parts of 1m, the smallest share of a core; did you mean "1m"?'],
    ],
    [
      "four decimals of a core",
      { cpu: "0.2505" },
      ['services/app.ts: resources.cpu: 0.2505 has parts of 1m, the smallest share of a core; did you mean "251m"?'],
    ],
    ["bytes for cores", { cpu: "200Mi" }, ['services/app.ts: resources.cpu: 200Mi counts bytes, not cores; did you mean "200m"?']],
  ])("%s", (_title, resources, problems) => {
    expect(problemsWith({ resources })).toEqual(problems);
  });
});

describe("extended resources", () => {
  const not = (name: string): string =>
    `services/app.ts: resources.extended.${name}: "${name}" is not the name of an extended resource such as nvidia.com/gpu`;
  it.each<Row>([
    ["a GPU", { resources: { extended: { "nvidia.com/gpu": 1, "example.com/Card_1.x": 1024 } } }, []],
    ["a GPU of a job alone", { jobs: { train: { command: ["train"], resources: { extended: { "nvidia.com/gpu": 1 } } } } }, []],
    [
      "names of other things",
      {
        resources: {
          extended: { gpu: 1, "kubernetes.io/x": 1, "a.kubernetes.io/x": 1, "requests.x/y": 1, "a/b/c": 1, "hugepages-2Mi": 1 },
        },
      },
      ["gpu", "kubernetes.io/x", "a.kubernetes.io/x", "requests.x/y", "a/b/c", "hugepages-2Mi"].map(not),
    ],
    [
      "numbers that are not whole",
      { resources: { extended: { "a.b/c": 0, "a.b/d": 1.5, "a.b/e": "1" } } },
      [
        "services/app.ts: resources.extended.a.b/c: must be at least 1, got 0",
        "services/app.ts: resources.extended.a.b/d: must be an integer, got 1.5",
        'services/app.ts: resources.extended.a.b/e: must be a number, got "1"',
      ],
    ],
    [
      "a malformed name of an init container",
      { init: { warm: { command: ["warm"], resources: { extended: { gpu: 1 } } } } },
      ['services/app.ts: init.warm.resources.extended.gpu: "gpu" is not the name of an extended resource such as nvidia.com/gpu'],
    ],
    [
      "malformed resources, also of a job that inherits them",
      { resources: { extended: { gpu: 1 } }, jobs: { a: { command: ["a"] } } },
      [not("gpu")],
    ],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });
});

describe("limits", () => {
  it.each<Row>([
    ["like the request", { memory: "64Mi", limits: { memory: "64Mi" } }, []],
    ["like the request in other words", { memory: "1Gi", limits: { memory: "1024Mi" } }, []],
    [
      "below the request",
      { memory: "128Mi", limits: { memory: "64Mi" } },
      ["services/app.ts: resources.limits.memory: 64Mi is below the request 128Mi"],
    ],
    ["below the default request", { limits: { cpu: "50m" } }, ["services/app.ts: resources.limits.cpu: 50m is below the request 100m"]],
    [
      "below the request in another unit",
      { memory: "1Gi", limits: { memory: "1G" } },
      ["services/app.ts: resources.limits.memory: 1G is below the request 1Gi"],
    ],
    [
      "that are malformed",
      { limits: { memory: "1GB" } },
      ['services/app.ts: resources.limits.memory: "1GB" is not a quantity; did you mean "1Gi" or "1G"?'],
    ],
    [
      "of a malformed request, which alone is reported",
      { memory: "1GB", limits: { memory: "64Mi" } },
      ['services/app.ts: resources.memory: "1GB" is not a quantity; did you mean "1Gi" or "1G"?'],
    ],
    [
      "that are malformed like their requests, each reported",
      { cpu: "-1", memory: "0", storage: "1x", limits: { cpu: "-2", memory: "-1", storage: "1x" } },
      [
        "services/app.ts: resources.cpu: must be greater than 0, got -1",
        "services/app.ts: resources.limits.cpu: must be greater than 0, got -2",
        "services/app.ts: resources.memory: must be greater than 0, got 0",
        "services/app.ts: resources.limits.memory: must be greater than 0, got -1",
        'services/app.ts: resources.storage: "1x" is not a quantity',
        'services/app.ts: resources.limits.storage: "1x" is not a quantity',
      ],
    ],
    ["misspelt", { limits: { memroy: "1Gi" } }, ['services/app.ts: resources.limits.memroy: unknown field; did you mean "memory"?']],
  ])("%s", (_title, resources, problems) => {
    expect(problemsWith({ resources })).toEqual(problems);
  });
});

describe("the place of the mistake", () => {
  const memory = { memory: "128Mi", limits: { memory: "256Mi" } };
  it.each<[title: string, fields: Fields, on: Fields, problems: readonly string[]]>([
    [
      "the tier's limit is too low",
      { resources: memory, tiers: { latest: { resources: { limits: { memory: "64Mi" } } } } },
      {},
      ["services/cartservice.ts: tiers.latest.resources.limits.memory: 64Mi is below the request 128Mi"],
    ],
    [
      "the tier's request is too high for the service's limit",
      { resources: memory, tiers: { latest: { resources: { memory: "512Mi" } } } },
      {},
      ["services/cartservice.ts: resources.limits.memory: 256Mi is below the request 512Mi"],
    ],
    [
      "the stack's limit is too low",
      { resources: memory },
      { resources: { limits: { memory: "64Mi" } } },
      ["stacks/latest.ts: override(cartservice).resources.limits.memory: 64Mi is below the request 128Mi"],
    ],
    [
      "the stack's request is malformed",
      { resources: memory },
      { resources: { cpu: "1 core" } },
      ['stacks/latest.ts: override(cartservice).resources.cpu: "1 core" is not a quantity'],
    ],
    [
      "a job's",
      { jobs: { migrate: { command: ["migrate"], resources: { memory: "1GB" } } } },
      {},
      ['services/cartservice.ts: jobs.migrate.resources.memory: "1GB" is not a quantity; did you mean "1Gi" or "1G"?'],
    ],
    [
      "an init container's",
      { init: { wait: { command: ["wait"], resources: { limits: { memory: "1Mi" } } } } },
      {},
      ["services/cartservice.ts: init.wait.resources.limits.memory: 1Mi is below the request 128Mi"],
    ],
    [
      "the service's, which jobs and init containers only inherit",
      { resources: { memory: "1GB" }, jobs: { migrate: { command: ["migrate"] } }, init: { wait: { command: ["wait"] } } },
      {},
      ['services/cartservice.ts: resources.memory: "1GB" is not a quantity; did you mean "1Gi" or "1G"?'],
    ],
    [
      "a job's, and its limit's",
      { jobs: { migrate: { command: ["migrate"], resources: { memory: "-1", limits: { memory: "0" } } } } },
      {},
      [
        "services/cartservice.ts: jobs.migrate.resources.memory: must be greater than 0, got -1",
        "services/cartservice.ts: jobs.migrate.resources.limits.memory: must be greater than 0, got 0",
      ],
    ],
    [
      "neither a list nor null",
      { resources: [], tiers: { latest: { resources: null } } },
      {},
      [
        "services/cartservice.ts: resources: must be an object, got a list",
        "services/cartservice.ts: tiers.latest.resources: must be an object, got null",
      ],
    ],
  ])("%s", (_title, fields, on, problems) => {
    const cart = serviceFile("cartservice", fields);
    const stacks = [stackFile("latest", { overrides: [override(cart.service, on)] })];
    expect(problemsOf(fleetOf({ services: [cart], stacks }))).toEqual(problems);
  });
});
