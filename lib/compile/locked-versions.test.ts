import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { formatProblem } from "../base/problem.ts";
import { defineImage } from "../index.ts";
import type { LockEntry } from "../resolve/lock.ts";
import { compileStack } from "./compile-stack.ts";

const ENVOY = {
  file: "services/envoy.ts",
  image: defineImage("envoy", { owner: "platform@example.com", image: "docker.io/envoyproxy/envoy" }),
};
const proxied = { sidecars: { proxy: { image: ENVOY.image } } };

type Change = (lock: Map<string, LockEntry>) => unknown;

/** Lists the problems of a service on one stack. @param change changes the lock in which everything runs v1.2.3 with a digest */
function problemsOf(fields: Fields, stack: Fields, change: Change): readonly string[] {
  const fleet = fleetOf({ services: [serviceFile("web", fields)], images: [ENVOY], stacks: [stackFile("latest", stack)] });
  const model = modelOf(fleet);
  const lock = new Map(lockFor(fleet));
  change(lock);
  return model.stacks.flatMap((on) => compileStack(model, on, lock).problems.map(formatProblem));
}

describe("the version of a released image", () => {
  const prod = { tier: "prod" };
  const inProd = { ...proxied, scale: { min: 3 } };
  it.each<[title: string, fields: Fields, stack: Fields, change: Change, problems: readonly string[]]>([
    ["is locked", proxied, {}, () => undefined, []],
    [
      "is missing",
      proxied,
      {},
      (lock) => lock.delete("envoy"),
      ["pulumi-gen/latest/versions.yaml: envoy: is missing: services of the stack use the image, but no version of it is locked"],
    ],
    ["is not needed", {}, {}, (lock) => lock.delete("envoy"), []],
    ["has no digest on latest", proxied, {}, (lock) => lock.set("envoy", { tag: "v1" }), []],
    [
      "has no digest on prod",
      inProd,
      prod,
      (lock) => lock.set("envoy", { tag: "v1" }),
      ["pulumi-gen/latest/versions.yaml: envoy: the tag v1 has no digest; prod requires one: a tag can be pushed again"],
    ],
    [
      "is pinned by tag on prod",
      { scale: { min: 3 }, sidecars: { proxy: { image: "busybox:1" } } },
      prod,
      () => undefined,
      ["services/web.ts: sidecars.proxy.image: busybox:1 has no digest; staging and prod require one: a tag can be pushed again"],
    ],
  ])("%s", (_title, fields, stack, change, problems) => {
    expect(problemsOf(fields, stack, change)).toEqual(problems);
  });
});
