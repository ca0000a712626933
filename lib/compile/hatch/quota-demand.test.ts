import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { VALID } from "../../../test/hatch-objects.ts";
import { formatProblem } from "../../base/problem.ts";
import { compileStack } from "../compile-stack.ts";

// The service runs at most 13 pods of 100m and 64Mi: 10, and a quarter more while it rolls out.
const OWN = { resources: { cpu: "100m", memory: "64Mi" }, scale: { max: 10 } };

function problemsOf(quota: object, fields: Fields): readonly string[] {
  const fleet = fleetOf({ services: [serviceFile("cart", { ...OWN, ...fields })], stacks: [stackFile("latest", { quota })] });
  const model = modelOf(fleet);
  return model.stacks.flatMap((stack) => compileStack(model, stack, lockFor(fleet)).problems.map(formatProblem));
}

const added = (kind: string, spec: object = {}) => ({
  manifests: () => [{ ...VALID[kind], metadata: { name: "data" }, spec: { ...Object(VALID[kind]?.["spec"]), ...spec } }],
});

const set = (path: readonly string[], value: unknown) => (draft: object) => {
  const last = path.at(-1) ?? "";
  Reflect.set(
    path.slice(0, -1).reduce((at: object, key) => Object(Reflect.get(at, key)), draft),
    last,
    value,
  );
};

const below = (quota: string, sum: string): string =>
  `stacks/latest.ts: quota.${quota} is below the ${sum} of the services with their patches and manifests`;

describe("the quota of a stack counts", () => {
  it.each<readonly [title: string, quota: object, fields: Fields, problems: readonly string[]]>([
    ["a Pod: fits", { cpu: "1400m" }, added("Pod"), []],
    ["a Pod: one millicore is missing", { cpu: "1399m" }, added("Pod"), [below("cpu: 1399m", "1400m")]],
    ["a Deployment with its rollout", { cpu: "2", pods: 17 }, added("Deployment", { replicas: 4 }), [below("pods: 17", "18")]],
    ["a StatefulSet", { pods: 15 }, added("StatefulSet", { replicas: 3 }), [below("pods: 15", "16")]],
    [
      "a Deployment with its own ScaledObject",
      { pods: 20 },
      {
        manifests: () => [
          { ...VALID["Deployment"], metadata: { name: "data" } },
          {
            ...VALID["ScaledObject"],
            metadata: { name: "data" },
            spec: { ...Object(VALID["ScaledObject"]?.["spec"]), maxReplicaCount: 8 },
          },
        ],
      },
      [below("pods: 20", "23")],
    ],
    ["a CronJob", { pods: 13 }, added("CronJob"), [below("pods: 13", "14")]],
    ["a Job of three pods", { pods: 15 }, added("Job", { parallelism: 3 }), [below("pods: 15", "16")]],
    [
      "a patch of the requests",
      { memory: "2Gi" },
      {
        patch: { Deployment: set(["spec", "template", "spec", "containers", "0", "resources"], { requests: { cpu: "1", memory: "1Gi" } }) },
      },
      [below("memory: 2Gi", "13Gi")],
    ],
    [
      "a patch of the autoscaler",
      { pods: 20 },
      { patch: { HorizontalPodAutoscaler: set(["spec", "maxReplicas"], 20) } },
      [below("pods: 20", "25")],
    ],
  ])("%s", (_title, quota, fields, problems) => {
    expect(problemsOf(quota, fields)).toEqual(problems);
  });
});
