import { describe, expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";

const POOLS = { main: { machine: "e2-standard-4", max: 9 } };
const CLUSTER = { nodes: "10.60.0.0/20", pods: "10.64.0.0/14", services: "10.61.0.0/20", pools: POOLS };

const problems = (cluster: Fields, stack: Fields = {}): readonly string[] =>
  problemsWith(stack["tier"] === "prod" ? { scale: { min: 3 } } : {}, { ...stack, cloud: { cluster: { ...CLUSTER, ...cluster } } }).map(
    (problem) => problem.replace("stacks/latest.ts: cloud.cluster.", ""),
  );

describe("the ranges of a cluster", () => {
  it.each<readonly [what: string, cluster: Fields, problem: string | undefined]>([
    ["fit", {}, undefined],
    ["are private", { nodes: "34.1.0.0/20" }, 'nodes: "34.1.0.0/20" is not a range of private addresses such as 10.60.0.0/20'],
    ["are ranges", { services: "10.61.0.0" }, 'services: "10.61.0.0" is not a range of private addresses such as 10.60.0.0/20'],
    ["have room for nodes", { nodes: "10.60.0.0/30" }, 'nodes: "10.60.0.0/30" is too small; at least /29 fits'],
    ["have room for Services", { services: "10.61.0.0/28" }, 'services: "10.61.0.0/28" is too small; at least /27 fits'],
    ["are disjoint from the instances of needs", { pods: "10.0.0.0/12" }, "pods: 10.0.0.0/12 overlaps privateRange 10.10.0.0/16"],
    ["of nodes and pods are disjoint", { pods: "10.60.0.0/14" }, "pods: 10.60.0.0/14 overlaps nodes 10.60.0.0/20"],
    ["of pods and Services are disjoint", { services: "10.65.0.0/20" }, "services: 10.65.0.0/20 overlaps pods 10.64.0.0/14"],
    [
      "of pods have 256 addresses for each node",
      { pods: "10.64.0.0/21" },
      "pods: 10.64.0.0/21 has addresses for the pods of 8 nodes, and the pools have up to 9",
    ],
  ])("%s", (_what, cluster, problem) => {
    expect(problems(cluster)).toEqual(problem === undefined ? [] : [problem]);
  });
});

describe("the pools of a cluster", () => {
  it.each<readonly [what: string, pools: unknown, problem: string]>([
    ["none", {}, "pools: must have at least one pool"],
    [
      "no machine type",
      { main: { machine: "large", max: 3 } },
      'pools.main.machine: must be a machine type such as e2-standard-4, got "large"',
    ],
    ["a maximum below the minimum", { main: { machine: "e2-small", min: 4, max: 3 } }, "pools.main.max: must be at least min 4, got 3"],
    [
      "a name in capitals",
      { Main: { machine: "e2-small", max: 3 } },
      'pools.Main: "Main" must consist of lower-case letters, digits and "-"',
    ],
  ])("%s", (_what, pools, problem) => {
    expect(problems({ pools })).toEqual([problem]);
  });

  it("are not all spot machines on prod", () => {
    const pools = { main: { machine: "e2-small", max: 3, spot: true } };
    const found = "pools: has only spot machines, which Google may take away all at once";
    expect([problems({ pools }), problems({ pools }, { tier: "prod" })]).toEqual([[], [found]]);
  });
});
