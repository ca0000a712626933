import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { fixed, keda, scaledBy, single } from "../../index.ts";
import { override } from "../stack.ts";

type Row = readonly [title: string, tier: string, fields: Fields, on: Fields, problems: readonly string[]];

function check(tier: string, fields: Fields, on: Fields, stack: Fields = {}): readonly string[] {
  const app = serviceFile("app", fields);
  return problemsOf(fleetOf({ services: [app], stacks: [stackFile("us", { tier, overrides: [override(app.service, on)], ...stack })] }));
}

describe("scale", () => {
  it.each<[title: string, tier: string, fields: Fields, on: Fields, problems: readonly string[]]>([
    ["two on latest", "latest", { scale: { min: 2, max: 3 } }, {}, []],
    ["two on staging", "staging", { scale: { min: 2, max: 3 } }, {}, []],
    ["two of a service on prod, which become three", "prod", { scale: { min: 2, max: 10 } }, {}, []],
    [
      "two of a service on prod, which become three of at most three",
      "prod",
      { scale: { min: 2, max: 3 } },
      {},
      ["services/app.ts: scale.max: must be greater than the minimum 3, got 3"],
    ],
    [
      "two that the service says are for prod",
      "prod",
      { tiers: { prod: { scale: { min: 2 } } } },
      {},
      ["services/app.ts: tiers.prod.scale.min: must be at least 3 on prod, got 2"],
    ],
    [
      "two that the stack of prod says",
      "prod",
      {},
      { scale: { min: 2 } },
      ["stacks/us.ts: override(app).scale.min: must be at least 3 on prod, got 2"],
    ],
    ["one", "latest", { scale: { min: 1 } }, {}, ["services/app.ts: scale.min: must be at least 2, got 1"]],
    ["none", "latest", { scale: { min: 0 } }, {}, ["services/app.ts: scale.min: must be at least 2, got 0"]],
    [
      "a maximum that equals the minimum",
      "latest",
      { scale: { min: 5, max: 5 } },
      {},
      ["services/app.ts: scale.max: must be greater than the minimum 5, got 5"],
    ],
    [
      "a maximum below the minimum",
      "latest",
      { scale: { min: 5, max: 4 } },
      {},
      ["services/app.ts: scale.max: must be greater than the minimum 5, got 4"],
    ],
    [
      "the stack's minimum above the default maximum",
      "latest",
      {},
      { scale: { min: 12 } },
      ["stacks/us.ts: override(app).scale.max: must be greater than the minimum 12, got 10"],
    ],
    [
      "the stack's minimum above the service's maximum",
      "latest",
      { scale: { max: 8 } },
      { scale: { min: 9 } },
      ["services/app.ts: scale.max: must be greater than the minimum 9, got 8"],
    ],
    ["a thousand and one", "latest", { scale: { max: 1001 } }, {}, ["services/app.ts: scale.max: must be at most 1000, got 1001"]],
    ["a fraction", "latest", { scale: { min: 2.5 } }, {}, ["services/app.ts: scale.min: must be an integer, got 2.5"]],
    ["a string", "latest", { scale: { min: "2" } }, {}, ['services/app.ts: scale.min: must be a number, got "2"']],
    ["null", "latest", { scale: null }, {}, ["services/app.ts: scale: must be an object, got null"]],
    [
      "percents out of range",
      "latest",
      { scale: { cpuPercent: 0, memoryPercent: 501 } },
      {},
      [
        "services/app.ts: scale.cpuPercent: must be at least 1, got 0",
        "services/app.ts: scale.memoryPercent: must be at most 500, got 501",
      ],
    ],
  ])("%s", (_title, tier, fields, on, problems) => {
    const app = serviceFile("app", fields);
    const stacks = [stackFile("us", { tier, overrides: [override(app.service, on)] })];
    expect(problemsOf(fleetOf({ services: [app], stacks }))).toEqual(problems);
  });
});

const triggers = [{ type: "kafka", metadata: { topic: "orders" } }];
const worker = { ports: {}, health: { readiness: { kind: "exec", command: ["a"] }, liveness: { kind: "exec", command: ["b"] } } };

describe("a number of pods", () => {
  it.each<Row>([
    ["single on latest", "latest", { scale: single() }, {}, []],
    ["single on prod", "prod", { scale: single() }, {}, ["services/app.ts: scale.because: missing: a single pod on prod needs a reason"]],
    ["single on prod with a reason", "prod", { scale: single({ because: "one consumer" }) }, {}, []],
    [
      "single with an empty reason",
      "latest",
      { scale: single({ because: " " }) },
      {},
      ["services/app.ts: scale.because: must not be empty"],
    ],
    ["single of a tier only", "prod", { tiers: { latest: { scale: single() } } }, {}, []],
    ["fixed", "latest", { scale: fixed(2) }, {}, []],
    ["fixed on prod, where the service's 2 become 3", "prod", { scale: fixed(2) }, {}, []],
    [
      "fixed on prod by the tier",
      "prod",
      { tiers: { prod: { scale: fixed(2) } } },
      {},
      ["services/app.ts: tiers.prod.scale.replicas: must be at least 3 on prod, got 2"],
    ],
    ["fixed at one", "latest", { scale: fixed(1) }, {}, ["services/app.ts: scale.replicas: must be at least 2, got 1"]],
    ["fixed at one on prod", "prod", { scale: fixed(1) }, {}, ["services/app.ts: scale.replicas: must be at least 2, got 1"]],
    ["fixed at none", "latest", { scale: fixed(0) }, {}, ["services/app.ts: scale.replicas: must be at least 1, got 0"]],
    ["fixed at many", "latest", { scale: fixed(1e9) }, {}, ["services/app.ts: scale.replicas: must be at most 1000, got 1000000000"]],
    ["fixed at a string", "latest", { scale: fixed("3" as never) }, {}, ['services/app.ts: scale.replicas: must be a number, got "3"']],
    ["a number", "latest", { scale: 3 }, {}, ["services/app.ts: scale: must be an object, got 3"]],
    [
      "an unknown form",
      "latest",
      { scale: { kind: "constructor" } },
      {},
      ['services/app.ts: scale.kind: must be "single", "fixed", "scaledBy" or "keda", got "constructor"'],
    ],
    [
      "fields of two forms",
      "latest",
      { scale: { ...fixed(3), min: 2 } },
      {},
      ['services/app.ts: scale.min: unknown field (known: "replicas")'],
    ],
    ["scaled by other software", "latest", { scale: scaledBy("the operator") }, {}, []],
    ["scaled by nobody", "latest", { scale: scaledBy("") }, {}, ["services/app.ts: scale.by: must not be empty"]],
  ])("%s", (_title, tier, fields, on, problems) => {
    expect(check(tier, fields, on)).toEqual(problems);
  });
});

describe("keda", () => {
  it.each<Row>([
    ["of a service", "latest", { scale: keda({ min: 2, max: 9, triggers }) }, {}, []],
    ["on prod, where the service's 2 become 3", "prod", { scale: keda({ min: 2, max: 9, triggers }) }, {}, []],
    ["to one of a worker", "prod", { ...worker, scale: keda({ min: 1, max: 9, triggers }) }, {}, []],
    ["to none of a worker", "prod", { ...worker, scale: keda({ min: 0, max: 9, triggers }) }, {}, []],
    [
      "to none of a service with ports",
      "latest",
      { scale: keda({ min: 0, max: 9, triggers }) },
      {},
      ["services/app.ts: scale.min: must be at least 2, got 0"],
    ],
    [
      "with a maximum that prod's minimum reaches",
      "prod",
      { scale: keda({ min: 2, max: 3, triggers }) },
      {},
      ["services/app.ts: scale.max: must be greater than the minimum 3, got 3"],
    ],
    [
      "without triggers",
      "latest",
      { scale: keda({ min: 2, max: 9, triggers: [] }) },
      {},
      ["services/app.ts: scale.triggers: must not be empty"],
    ],
    [
      "with a malformed trigger",
      "latest",
      {
        scale: keda({
          min: 2,
          max: 9,
          triggers: [
            { type: "Kafka", metadata: { lag: 5 as never } },
            { type: "cron", metadata: {}, authenticationRef: { name: "A b" } },
          ],
        }),
      },
      {},
      [
        'services/app.ts: scale.triggers.0.type: must be the name of a scaler such as gcp-pubsub, got "Kafka"',
        "services/app.ts: scale.triggers.0.metadata.lag: must be a string, got 5",
        'services/app.ts: scale.triggers.1.authenticationRef.name: must be a DNS name, got "A b"',
      ],
    ],
    [
      "with the authentication of no object",
      "latest",
      { scale: keda({ min: 2, max: 9, triggers: [{ type: "cron", metadata: {}, authenticationRef: { name: "A b" } }] }) },
      {},
      ['services/app.ts: scale.triggers.0.authenticationRef.name: must be a DNS name, got "A b"'],
    ],
  ])("%s", (_title, tier, fields, on, problems) => {
    expect(check(tier, fields, on)).toEqual(problems);
  });
});

describe("a layer above a form", () => {
  const part = (kind: string, at: string): string =>
    `${at}: cannot change a part of ${kind}(...); write all of it, or min and max for the autoscaler`;
  it.each<Row>([
    ["replaces it by another form", "latest", { scale: fixed(3) }, { scale: single() }, []],
    ["replaces it by bounds", "prod", { scale: fixed(3) }, { scale: { min: 4, max: 8 } }, []],
    ["changes a part of it", "latest", { scale: fixed(3) }, { scale: { max: 8 } }, [part("fixed", "stacks/us.ts: override(app).scale")]],
    [
      "changes a part of it in a tier",
      "latest",
      { scale: keda({ min: 2, max: 9, triggers }), tiers: { latest: { scale: { max: 8 } } } },
      {},
      [part("keda", "services/app.ts: tiers.latest.scale")],
    ],
    ["completes bounds", "latest", { scale: fixed(3), tiers: { latest: { scale: { min: 4, max: 8 } } } }, { scale: { max: 9 } }, []],
    ["replaces bounds", "latest", { scale: { min: 4, max: 8 } }, { scale: fixed(4) }, []],
  ])("%s", (_title, tier, fields, on, problems) => {
    expect(check(tier, fields, on)).toEqual(problems);
  });
});

it("asks for the maximum of a service that other software scales if the stack has a quota", () => {
  const quota = { quota: { pods: 20 } };
  expect(check("latest", { scale: scaledBy("the operator") }, {}, quota)).toEqual([
    "stacks/us.ts: quota: needs the number of pods: app has no maximum",
  ]);
  expect(check("latest", { scale: scaledBy("the operator", { max: 16 }) }, {}, quota)).toEqual([]);
});
