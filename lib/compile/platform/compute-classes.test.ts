import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, problemsWith, serviceFile, stackFile } from "../../../test/fleets.ts";
import { cheapest } from "../../model/stack-fields/compute-classes.ts";
import { toYaml } from "../../render/yaml.ts";

const objects = (kind: string, stack: Fields = {}) =>
  compileFleet(fleetOf({ services: [serviceFile("cart")], stacks: [stackFile("latest", stack)] })).flatMap(({ manifest }) =>
    manifest.kind === kind ? [manifest] : [],
  );

describe("a class of nodes", () => {
  it("lists spot machines by price, then those on demand, with the prices", () => {
    const computeClasses = { batch: cheapest({ cpu: 4, memoryGb: 16, arch: "arm64", spot: true }) };
    expect(objects("ComputeClass", { computeClasses }).map(toYaml).join("---\n")).toMatchInlineSnapshot(`
      "apiVersion: cloud.google.com/v1
      kind: ComputeClass
      metadata:
        annotations:
          prices: 'US dollars an hour in us-central1 on 2025-03-06: c4a-standard-4 spot 0.07176, c4a-highmem-4 spot 0.09416, c4a-highcpu-8 spot 0.12112, c4a-standard-4 0.1796, c4a-highmem-4 0.23576, c4a-highcpu-8 0.30304'
        labels:
          app.kubernetes.io/managed-by: fairlead
          app.kubernetes.io/part-of: shop
          env: latest
        name: shop-batch
      spec:
        activeMigration:
          optimizeRulePriority: true
        nodePoolAutoCreation:
          enabled: true
        priorities:
          - machineType: c4a-standard-4
            spot: true
          - machineType: c4a-highmem-4
            spot: true
          - machineType: c4a-highcpu-8
            spot: true
          - machineType: c4a-standard-4
          - machineType: c4a-highmem-4
          - machineType: c4a-highcpu-8
        whenUnsatisfiable: DoNotScaleUp
      "
    `);
  });

  it.each<readonly [what: string, options: Parameters<typeof cheapest>[0], machines: readonly string[]]>([
    ["on demand by default", { cpu: 2, memoryGb: 8 }, ["e2-standard-2", "e2-highmem-2", "e2-standard-4"]],
    ["with much memory", { cpu: 1, memoryGb: 64 }, ["e2-highmem-8", "e2-standard-16", "e2-highmem-16"]],
    ["with many CPUs", { cpu: 16, memoryGb: 1 }, ["e2-highcpu-16", "e2-standard-16", "e2-highmem-16"]],
  ])("has the cheapest machines that are large enough: %s", (_what, options, machines) => {
    const [first] = objects("ComputeClass", { computeClasses: { a: cheapest(options) } });
    expect(first?.["spec"]).toMatchObject({ priorities: machines.map((machineType) => ({ machineType })) });
  });

  it("is permitted to the platform of its stack only", () => {
    const permitted = (stack: Fields) =>
      objects("AppProject", stack).filter((project) => JSON.stringify(project).includes('"ComputeClass"')).length;
    expect([permitted({}), permitted({ computeClasses: { a: cheapest({ cpu: 1, memoryGb: 1 }) } })]).toEqual([0, 1]);
  });
});

describe("a malformed class of nodes", () => {
  it.each<readonly [what: string, name: string, options: unknown, region: string, problem: string]>([
    ["a name in capitals", "Batch", cheapest({ cpu: 1, memoryGb: 1 }), "us-central1", 'Batch: "Batch" is not a DNS label'],
    ["a region without prices", "a", cheapest({ cpu: 1, memoryGb: 1 }), "asia-east1", "a: the price list has no machines in asia-east1"],
    [
      "a machine that nobody has",
      "a",
      cheapest({ cpu: 400, memoryGb: 1 }),
      "us-central1",
      "a: the price list has no amd64 machine with 400 CPUs and 1 GiB in us-central1",
    ],
    ["no CPU", "a", cheapest({ cpu: 0, memoryGb: 1 }), "us-central1", "a.cpu: must be at least 1, got 0"],
  ])("%s", (_what, name, options, region, problem) => {
    expect(problemsWith({}, { region, computeClasses: { [name]: options } })).toEqual([`stacks/latest.ts: computeClasses.${problem}`]);
  });
});
