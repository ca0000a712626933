import { describe, expect, it } from "vitest";
import type { Fields } from "../../../test/fleets.ts";
import { addedObject, failing, problemsOnFourStacks } from "../../../test/four-stacks.ts";
import type { CompileProblem } from "./compile-problem.ts";
import { mergeProblems } from "./merge-problems.ts";

const shared = failing();
const sharedEnv = () => ({ API_KEY: "hunter2" });

describe("a mistake that several stacks show is one problem", () => {
  it("of an image without a digest", () => {
    expect(problemsOnFourStacks({ init: { wait: { image: "registry.example.com/tools:v1", command: ["wait"] } } })).toEqual([
      "services/cart.ts: init.wait.image: registry.example.com/tools:v1 has no digest; staging and prod require one: a tag can be pushed again (on staging, prod-eu, prod-us)",
    ]);
  });

  it("of a name of another tier", () => {
    expect(problemsOnFourStacks({ tiers: { prod: { env: { BUCKET: "shop-latest" } } } })).toEqual([
      expect.stringMatching(
        /^pulumi-gen\/prod-eu\/services\/cart\/configmap-cart-[0-9a-f]{8}\.yaml: ConfigMap "cart-[0-9a-f]{8}" mentions "shop-latest", which is of another tier than prod-eu \(prod\); also on prod-us$/,
      ),
    ]);
  });
});

describe("a function that several places share is one problem", () => {
  it("of two stacks that override the service", () => {
    const patch = { patch: { Deployment: shared } };
    expect(problemsOnFourStacks({}, { overrides: { "prod-eu": patch, "prod-us": patch } })).toEqual([
      "stacks/prod-eu.ts: override(cart).patch.Deployment: failed: boom; also at stacks/prod-us.ts: override(cart).patch.Deployment",
    ]);
  });

  it("of two services", () => {
    expect(problemsOnFourStacks({ env: sharedEnv }, { ad: { env: sharedEnv } })).toEqual([
      "services/cart.ts: env.API_KEY: looks like a secret, and its value would be in git; also at services/ad.ts: env.API_KEY",
    ]);
  });
});

describe("two mistakes are two problems", () => {
  it.each<readonly [string, Fields, readonly string[]]>([
    [
      "two variables",
      { env: { TOKEN: "x", "A B": 1 } },
      ["env.TOKEN: looks like a secret, and its value would be in git", 'env.A B: "A B" is not the name of an environment variable'],
    ],
    [
      "env and a patch of the pods",
      { env: failing("a"), patch: { Deployment: failing("b") } },
      ["env: failed: a", "patch.Deployment: failed: b"],
    ],
    [
      "patches of two kinds",
      { patch: { Deployment: failing(), Service: failing() } },
      ["patch.Deployment: failed: boom", "patch.Service: failed: boom"],
    ],
    ["two functions with one message", { env: failing(), manifests: failing() }, ["env: failed: boom", "manifests: failed: boom"]],
    [
      "functions of two tiers",
      { tiers: { staging: { env: failing() }, prod: { env: failing() } } },
      ["tiers.staging.env: failed: boom", "tiers.prod.env: failed: boom"],
    ],
    [
      "two added objects",
      { manifests: () => [addedObject("Secret"), addedObject("ClusterRole")] },
      [
        'manifests.0: the Secret "data" would be in git',
        "manifests.1: a service cannot add a ClusterRole: it belongs to the whole cluster",
      ],
    ],
  ])("%s", (_title, fields, problems) => {
    expect(problemsOnFourStacks(fields)).toEqual(problems.map((problem) => `services/cart.ts: ${problem}`));
  });
});

it("a message shortens a long list of places", () => {
  const value = failing();
  const problems = ["a", "b", "c", "d", "e", "f", "g"].map((stack): CompileProblem => ({
    file: `stacks/${stack}.ts`,
    path: "override(cart).env",
    message: "failed: boom",
    origin: { kind: "value", stack, service: "cart", value: () => value, path: "env" },
  }));
  expect(mergeProblems([], problems).map(({ message }) => message)).toEqual([
    "failed: boom; also at stacks/b.ts: override(cart).env, stacks/c.ts: override(cart).env, stacks/d.ts: override(cart).env and 3 more",
  ]);
});
