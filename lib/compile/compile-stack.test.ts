import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { renderTree } from "../render/render.ts";
import { formatProblem } from "../base/problem.ts";
import { compileStack } from "./compile-stack.ts";
import type { Lock } from "../resolve/lock.ts";
import { findPath } from "./manifest-path.ts";

const A = `sha256:${"a".repeat(64)}`;
const B = `sha256:${"b".repeat(64)}`;

const fleet = fleetOf({
  services: [
    serviceFile("cart", { env: { A: 1 }, jobs: { migrate: { command: ["migrate"] } } }),
    serviceFile("ad"),
    serviceFile("report", { ports: undefined, schedule: { cron: "0 3 * * *" } }),
  ],
});
const model = modelOf(fleet);

const compiled = (lock: Lock, stack: Fields = {}, fields: Fields = {}) => {
  const one = fleetOf({ services: [serviceFile("cart", fields)], stacks: [stackFile("latest", stack)] });
  const sound = modelOf(one);
  const all = sound.stacks.map((each) => compileStack(sound, each, lock));
  return { manifests: all.flatMap((each) => each.manifests), problems: all.flatMap(({ problems }) => problems.map(formatProblem)) };
};

describe("a lock entry", () => {
  const FILE = "pulumi-gen/latest/versions.yaml";

  it.each<readonly [string, Lock, Fields, readonly string[]]>([
    ["latest accepts a tag", new Map([["cart", { tag: "v1" }]]), {}, []],
    ["staging accepts a tag with a digest", new Map([["cart", { tag: "v1", digest: A }]]), { tier: "staging" }, []],
    [
      "staging refuses a tag without a digest",
      new Map([["cart", { tag: "v1" }]]),
      { tier: "staging" },
      [`${FILE}: cart: the tag v1 has no digest; staging requires one: a tag can be pushed again`],
    ],
    [
      "prod refuses a tag without a digest",
      new Map([["cart", { tag: "v1" }]]),
      { tier: "prod" },
      [`${FILE}: cart: the tag v1 has no digest; prod requires one: a tag can be pushed again`],
    ],
    ["the lock is empty", new Map(), {}, [`${FILE}: locks no version, but the stack runs 1 service`]],
    [
      "an entry is missing",
      new Map([["gone", { tag: "v1" }]]),
      {},
      [`${FILE}: cart: is missing: the stack runs the service, but no version of it is locked`],
    ],
    [
      "an entry of a service that the stack does not run is ignored",
      new Map([
        ["cart", { tag: "v1" }],
        ["gone", { tag: "v1" }],
      ]),
      {},
      [],
    ],
  ])("%s", (_title, lock, stack, problems) => {
    expect(compiled(lock, stack).problems).toEqual(problems);
  });

  it.each<readonly [string, Lock, string]>([
    ["the command that adds an entry", new Map([["gone", { tag: "v1" }]]), "npx fairlead up takes the release that channel main names"],
    ["the command that fills an empty lock", new Map(), "npx fairlead up"],
  ])("hints at %s", (_title, lock, expected) => {
    const [stack] = model.stacks;
    const problems = stack === undefined ? [] : compileStack(model, stack, lock, { services: ["cart"] }).problems;
    expect(problems.map(({ hint }) => hint)).toEqual([expected]);
  });

  it("skips a service without an entry and compiles the rest", () => {
    const places = compiled(new Map()).manifests.map(({ scope, manifest }) => `${scope.kind} ${manifest.kind}`);
    expect(places).toEqual([
      "platform Namespace",
      "platform NetworkPolicy",
      "platform PriorityClass",
      "platform PriorityClass",
      "platform PriorityClass",
      "platform ResourceQuota",
      "argocd Application",
      "argocd AppProject",
      "argocd AppProject",
      "argocd AppProject",
      "application Application",
    ]);
  });

  it.each<readonly [string, string, string, readonly string[]]>([
    [
      "prod refuses an init container whose image has no digest",
      "prod",
      "registry.example.com/tools:v1",
      [
        "services/cart.ts: init.wait.image: registry.example.com/tools:v1 has no digest; staging and prod require one: a tag can be pushed again",
      ],
    ],
    ["prod accepts an init container whose image has a digest", "prod", `registry.example.com/tools:v1@${A}`, []],
    ["latest accepts an init container whose image has a tag", "latest", "registry.example.com/tools:v1", []],
  ])("%s", (_title, tier, image, problems) => {
    const init = { wait: { image, command: ["wait"] } };
    expect(compiled(new Map([["cart", { tag: "v1", digest: A }]]), { tier }, { init }).problems).toEqual(problems);
  });

  it.each<readonly [string, Lock, string, string]>([
    ["tag and digest", new Map([["cart", { tag: "v1", digest: A }]]), `registry.example.com/shop/app:v1@${A}`, "v1"],
    [
      "another repository",
      new Map([["cart", { tag: "v1", digest: A, image: "old.example.com/cart" }]]),
      `old.example.com/cart:v1@${A}`,
      "v1",
    ],
    [
      "a tag of the maximum length",
      new Map([["cart", { tag: "v".repeat(128) }]]),
      `registry.example.com/shop/app:${"v".repeat(128)}`,
      "v".repeat(63),
    ],
    ["a tag whose end no label may have", new Map([["cart", { tag: "v1._-" }]]), "registry.example.com/shop/app:v1._-", "v1"],
    ["a tag whose start no label may have", new Map([["cart", { tag: "_v1" }]]), "registry.example.com/shop/app:_v1", "v1"],
    ["a tag without any character of a label", new Map([["cart", { tag: "__" }]]), "registry.example.com/shop/app:__", ""],
  ])("sets the image and the version label: %s", (_title, lock, image, version) => {
    const [deployment] = compiled(lock).manifests.filter(({ manifest: { kind } }) => kind === "Deployment");
    const label = "metadata.labels.app.kubernetes.io/version";
    expect(
      ["spec.template.spec.containers.0.image", label, `spec.template.${label}`].map((path) => findPath(deployment?.manifest, path)?.value),
    ).toEqual([image, version, version]);
  });
});

describe("a new image changes", () => {
  const before = lockFor(fleet);
  const changed = (lock: Lock): readonly string[] => {
    const left = renderTree(model, new Map([["latest", before]])).tree;
    const right = renderTree(model, new Map([["latest", lock]])).tree;
    return [...new Set([...left.keys(), ...right.keys()])].filter((path) => left.get(path) !== right.get(path)).sort();
  };

  it.each<readonly [string, Lock, readonly string[]]>([
    [
      "the workload, the Application and the lock",
      new Map([...before, ["ad", { tag: "v2", digest: B }]]),
      ["latest/applications/ad.yaml", "latest/services/ad/deployment-ad.yaml", "latest/versions.yaml"],
    ],
    [
      "the same files for a digest alone",
      new Map([...before, ["ad", { tag: "v1.2.3", digest: B }]]),
      ["latest/applications/ad.yaml", "latest/services/ad/deployment-ad.yaml", "latest/versions.yaml"],
    ],
    [
      "the CronJob of a schedule",
      new Map([...before, ["report", { tag: "v2", digest: B }]]),
      ["latest/applications/report.yaml", "latest/services/report/cronjob-report.yaml", "latest/versions.yaml"],
    ],
    [
      "the jobs beside the Deployment",
      new Map([...before, ["cart", { tag: "v2", digest: B }]]),
      [
        "latest/applications/cart.yaml",
        "latest/services/cart/deployment-cart.yaml",
        "latest/services/cart/job-cart-migrate.yaml",
        "latest/versions.yaml",
      ],
    ],
    [
      "only the lock for a release id",
      new Map([...before, ["ad", { tag: "v1.2.3", digest: `sha256:${"0123456789abcdef".repeat(4)}`, release: "01JD" }]]),
      ["latest/versions.yaml"],
    ],
    ["no file without a change", new Map(before), []],
  ])("%s", (_title, lock, paths) => {
    expect(changed(lock)).toEqual(paths);
  });

  it("one entry of the lock", () => {
    const lines = (lock: Lock): readonly string[] =>
      (renderTree(model, new Map([["latest", lock]])).tree.get("latest/versions.yaml") ?? "").split("\n");
    const left = lines(before);
    const right = lines(new Map([...before, ["ad", { tag: "v2", digest: B }]]));
    expect(right.filter((line, index) => line !== left[index])).toEqual([`  digest: ${B}`, "  tag: v2"]);
  });
});

describe("selected services of a stack", () => {
  it("are compiled without the objects that the stack has once", () => {
    const [stack] = model.stacks;
    const made = stack === undefined ? [] : compileStack(model, stack, lockFor(fleet), { services: ["ad"] }).manifests;
    expect(made.map(({ manifest }) => `${manifest.kind} ${manifest.metadata.name}`)).toEqual([
      "ServiceAccount ad",
      "Deployment ad",
      "Service ad",
      "HorizontalPodAutoscaler ad",
      "PodDisruptionBudget ad",
      "NetworkPolicy ad",
      "Application latest-ad",
    ]);
  });
});
