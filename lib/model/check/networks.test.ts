import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { redis } from "../needs/redis.ts";
import { bind } from "../stack.ts";

const cart = serviceFile("cart", { needs: { carts: redis({ memoryGb: 1 }) } });
const carts = cart.service.need("carts");
const cluster = (fields: Fields) => ({
  cluster: {
    nodes: "10.60.0.0/20",
    pods: "10.64.0.0/14",
    services: "10.61.0.0/20",
    pools: { main: { machine: "e2-standard-4", max: 3 } },
    ...fields,
  },
});

describe("the private ranges of stacks", () => {
  it.each<readonly [what: string, us: Fields, eu: Fields, problems: readonly string[]]>([
    ["on two clusters", {}, {}, []],
    ["on one cluster, with ranges of their own", { cluster: "main" }, { cluster: "main", privateRange: "10.20.0.0/16" }, []],
    [
      "on one cluster, with one range",
      { cluster: "main" },
      { cluster: "main" },
      [
        'stacks/eu.ts: privateRange: 10.10.0.0/16 overlaps privateRange 10.10.0.0/16 of us, on the same cluster "main"',
        'stacks/us.ts: privateRange: 10.10.0.0/16 overlaps privateRange 10.10.0.0/16 of eu, on the same cluster "main"',
      ],
    ],
    [
      "on one cluster, with the pods of the other one",
      { cluster: "main", privateRange: "10.20.0.0/16", cloud: cluster({}) },
      { cluster: "main", privateRange: "10.65.0.0/16" },
      ['stacks/eu.ts: privateRange: 10.65.0.0/16 overlaps cloud.cluster.pods 10.64.0.0/14 of us, on the same cluster "main"'],
    ],
  ])("%s", (_what, us, eu, problems) => {
    const stacks = [stackFile("us", { namespace: "us", ...us }), stackFile("eu", eu)];
    expect(problemsOf(fleetOf({ services: [cart], stacks }))).toEqual(problems);
  });

  it("differ if one stack uses an instance of the other", () => {
    const other = serviceFile("web", { needs: { cache: redis({ memoryGb: 1 }) } });
    const bindings = [bind(carts, { kind: "shared", stack: "us", tier: "latest", need: carts })];
    expect(problemsOf(fleetOf({ services: [cart, other], stacks: [stackFile("us"), stackFile("eu", { bindings })] }))).toEqual([
      "stacks/eu.ts: privateRange: 10.10.0.0/16 overlaps privateRange 10.10.0.0/16 of us, which owns instances of this stack",
    ]);
  });
});
