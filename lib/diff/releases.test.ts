import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, modelOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { defineImage } from "../index.ts";
import { releaseId } from "../releases/release-id.ts";
import type { LockEntry } from "../resolve/lock.ts";
import { renderTree } from "../render/render.ts";
import type { Tree } from "../render/tree.ts";
import { diffTrees } from "./diff.ts";

const A = `sha256:${"a".repeat(64)}`;
const B = `sha256:${"b".repeat(64)}`;
const [v1, v2]: readonly [LockEntry, LockEntry] = [
  { tag: "v1", digest: A },
  { tag: "v2", digest: B },
];

const STACKS = ["east", "west", "north"];

/** Renders three stacks. @param entries the version of `cart` on each stack; the other services run v1 */
const tree = (entries: readonly LockEntry[], fields: Fields = {}, others: Readonly<Record<string, Fields>> = {}): Tree => {
  const services = Object.entries({ cart: fields, ...others }).map(([name, each]) => serviceFile(name, each));
  const fleet = fleetOf({ services, stacks: STACKS.map((name) => stackFile(name)) });
  const lockOn = (index: number) => new Map(services.map(({ service: { name } }) => [name, name === "cart" ? (entries[index] ?? v1) : v1]));
  const { tree: rendered, problems } = renderTree(modelOf(fleet), new Map(STACKS.map((name, index) => [name, lockOn(index)])));
  expect(problems).toEqual([]);
  return rendered;
};

const released = (before: Tree, after: Tree) => {
  const { releases, changes, locks } = diffTrees(before, after);
  return {
    releases: releases.map(
      ({ service, before: was, after: is, stacks, objects }) => `${service} ${was.tag} -> ${is.tag} on ${stacks.join(" ")} (${objects})`,
    ),
    changes: changes.map(({ action, object }) => `${action} ${object.stack} ${object.kind} ${object.name}`),
    locks: locks.map(({ stack, service }) => `${stack} ${service}`),
  };
};

const all = (entry: LockEntry): readonly LockEntry[] => [entry, entry, entry];
const only = (...releases: readonly string[]) => ({ releases, changes: [], locks: [] });

describe("a new version of an image that services use", () => {
  const envoy = { file: "services/envoy.ts", image: defineImage("envoy", { owner: "a@example.com", image: "docker.io/envoy" }) };
  const withEnvoy = (cart: LockEntry, proxy: LockEntry): Tree => {
    const services = ["cart", "mail"].map((name) => serviceFile(name, { sidecars: { proxy: { image: envoy.image } } }));
    const fleet = fleetOf({ services, images: [envoy], stacks: STACKS.map((name) => stackFile(name)) });
    const lock = new Map(Object.entries({ cart, mail: v1, envoy: proxy }));
    return renderTree(modelOf(fleet), new Map(STACKS.map((name) => [name, lock]))).tree;
  };

  it.each([
    ["is one release for all its users", v1, v2, ["envoy v1 -> v2 on east north west (12)"]],
    ["is a release beside that of a service", v2, v2, ["cart v1 -> v2 on east north west (6)", "envoy v1 -> v2 on east north west (12)"]],
    ["is none if only a service has a new one", v2, v1, ["cart v1 -> v2 on east north west (6)"]],
  ])("%s", (_title, cart, proxy, releases) => {
    expect(released(withEnvoy(v1, v1), withEnvoy(cart, proxy))).toEqual(only(...releases));
  });
});

describe("a new image is one release", () => {
  it.each<readonly [string, readonly LockEntry[], readonly LockEntry[], Fields, readonly string[]]>([
    ["on one stack", all(v1), [v2, v1, v1], {}, ["cart v1 -> v2 on east (2)"]],
    ["on several stacks at once", all(v1), all(v2), {}, ["cart v1 -> v2 on east north west (6)"]],
    [
      "one release for each pair of versions",
      [v1, v2, v1],
      [v2, v1, v2],
      {},
      ["cart v1 -> v2 on east north (4)", "cart v2 -> v1 on west (2)"],
    ],
    ["of a CronJob", all(v1), all(v2), { ports: undefined, schedule: { cron: "0 3 * * *" } }, ["cart v1 -> v2 on east north west (6)"]],
    [
      "of a Deployment and its Jobs",
      all(v1),
      all(v2),
      { jobs: { a: { command: ["a"] }, b: { command: ["b"] } } },
      ["cart v1 -> v2 on east north west (12)"],
    ],
    [
      "of init containers in the service's image",
      all(v1),
      all(v2),
      { init: { a: { command: ["a"] } } },
      ["cart v1 -> v2 on east north west (6)"],
    ],
    ["with a new digest for the same tag", all(v1), all({ tag: "v1", digest: B }), {}, ["cart v1 -> v1 on east north west (6)"]],
    ["from a tag without a digest to one with", all({ tag: "v1" }), all(v1), {}, ["cart v1 -> v1 on east north west (6)"]],
    ["from another repository", all({ ...v1, image: "old.example.com/cart" }), all(v2), {}, ["cart v1 -> v2 on east north west (6)"]],
    [
      "with a release id",
      all({ ...v1, release: releaseId(1, A) }),
      all({ ...v2, release: releaseId(2, B) }),
      {},
      ["cart v1 -> v2 on east north west (6)"],
    ],
    ["with tags that YAML has to quote", all({ tag: "1.0" }), all({ tag: "1e3" }), {}, ["cart 1.0 -> 1e3 on east north west (6)"]],
    ["from a tag in quotes to one without", all({ tag: "1.0" }), all({ tag: "v1" }), {}, ["cart 1.0 -> v1 on east north west (6)"]],
    ["with a tag that starts with the old tag", all({ tag: "v1" }), all({ tag: "v10" }), {}, ["cart v1 -> v10 on east north west (6)"]],
    [
      "with a tag too long for a label",
      all(v1),
      all({ tag: "v".repeat(100) }),
      {},
      [`cart v1 -> ${"v".repeat(100)} on east north west (6)`],
    ],
    [
      "from a registry with a port",
      all({ tag: "v1", image: "localhost:5000/cart" }),
      all({ tag: "v2", image: "localhost:5000/cart" }),
      {},
      ["cart v1 -> v2 on east north west (6)"],
    ],
  ])("%s", (_title, before, after, fields, expected) => {
    expect(released(tree(before, fields), tree(after, fields))).toEqual(only(...expected));
  });

  it("for each service", () => {
    const [before, after] = [tree(all(v1), {}, { ad: {} }), tree(all(v2), {}, { ad: {} })];
    expect(released(before, after)).toEqual(only("cart v1 -> v2 on east north west (6)"));
  });

  it("names two repositories with equal tag and digest", () => {
    const [release] = diffTrees(tree(all({ ...v1, image: "old.example.com/cart" })), tree(all(v1))).releases;
    expect(release?.before).not.toEqual(release?.after);
  });
});

describe("a new image with another change", () => {
  it("leaves the other change visible", () => {
    const { releases, changes } = diffTrees(tree(all(v1)), tree([v2, v1, v1], { graceSeconds: 60 }));
    const east = changes.filter(({ object }) => object.stack === "east");
    expect([
      releases.map(({ service, objects }) => [service, objects]),
      east.map(({ object, fields }) => [object.kind, fields.map(({ path }) => path)]),
    ]).toEqual([
      [["cart", 1]],
      [
        [
          "Deployment",
          [
            "metadata.labels.app.kubernetes.io/version",
            "spec.template.metadata.labels.app.kubernetes.io/version",
            "spec.template.spec.containers[cart].image",
            "spec.template.spec.terminationGracePeriodSeconds",
          ],
        ],
      ],
    ]);
  });

  it("of another object is still folded", () => {
    expect(released(tree(all(v1)), tree([v2, v1, v1], { scale: { max: 12 } }))).toEqual({
      releases: ["cart v1 -> v2 on east (2)"],
      changes: ["east", "north", "west"].map((stack) => `changed ${stack} HorizontalPodAutoscaler cart`),
      locks: [],
    });
  });

  it("of an init container's image with a similar tag is not hidden", () => {
    const wait = (image: string): Fields => ({ init: { wait: { image, command: ["wait"] } } });
    const repository = "registry.example.com/shop/app";
    const before = tree([{ tag: "v1" }], wait(`${repository}:v1-debug`));
    const after = tree([{ tag: "v2" }], wait(`${repository}:v2-debug`));
    expect(released(before, after).changes.filter((line) => line.includes("east"))).toEqual(["changed east Deployment cart"]);
  });

  it("that moves a file is not hidden", () => {
    const path = "east/services/cart/service-cart.yaml";
    const before = new Map(tree([v1]));
    before.set("east/services/cart/svc.yaml", before.get(path) ?? "");
    before.delete(path);
    expect(released(before, tree([v2]))).toEqual({
      releases: ["cart v1 -> v2 on east (2)"],
      changes: ["moved east Service cart"],
      locks: [],
    });
  });

  it("of the version label by hand is not hidden", () => {
    const path = "east/services/cart/deployment-cart.yaml";
    const after = new Map(tree([v2]));
    after.set(path, (after.get(path) ?? "").replace("app.kubernetes.io/version: v2", "app.kubernetes.io/version: v9"));
    expect(released(tree([v1]), after).changes).toEqual(["changed east Deployment cart"]);
  });
});

describe("a change is no release:", () => {
  it("a new release id alone, which changes no object", () => {
    expect(released(tree(all(v1)), tree([{ ...v1, release: releaseId(1, A) }]))).toEqual({
      releases: [],
      changes: [],
      locks: ["east cart"],
    });
  });

  it("a new service, with its lock entry", () => {
    const { releases, locks } = released(tree(all(v1)), tree(all(v1), {}, { ad: {} }));
    expect([releases, locks]).toEqual([[], []]);
  });

  it("a removed service", () => {
    const { releases, locks } = released(tree(all(v1), {}, { ad: {} }), tree(all(v1)));
    expect([releases, locks]).toEqual([[], []]);
  });

  it("a lock that was edited and is not rendered yet", () => {
    const after = new Map(tree(all(v1)));
    after.set("east/versions.yaml", `cart: {digest: ${B}, tag: v2}\n`);
    expect(released(tree(all(v1)), after)).toEqual({ releases: [], changes: [], locks: ["east cart"] });
  });
});
