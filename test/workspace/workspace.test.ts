import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { openWorkspace } from "../../lib/workspace/open-workspace.ts";
import type { Workspace } from "../../lib/workspace/workspace.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import { MemoryWorkspace } from "./memory-workspace.ts";
import { smallFleet } from "./small-fleet.ts";

const GENERATED = new Map([
  ["argocd/application-prod.yaml", "kind: Application\n"],
  ["prod/versions.yaml", ""],
  ["prod/services/cart/service-cart.yaml", "kind: Service\n"],
]);

function onDisk(): Workspace {
  const root = temporaryDirectory("workspace");
  const files = [...GENERATED].map(([path, text]) => [`pulumi-gen/${path}`, text] as const);
  for (const [path, text] of [...files, ["services/cart.ts", ""], ["services/mail.ts", ""]] as const) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return openWorkspace(root);
}

const inMemory = (): Workspace => new MemoryWorkspace({ fleet: smallFleet(), generated: GENERATED, state: "none" });

const EVERYTHING = { owned: () => true, onWait: () => undefined };

describe.each([
  ["on disk", onDisk],
  ["in memory", inMemory],
])("a workspace %s", (_, open) => {
  it("reads, replaces and removes generated files", () => {
    const { tree } = open();
    expect([tree.read("prod/versions.yaml"), tree.read("gone")]).toEqual(["", undefined]);
    tree.replace("staging/versions.yaml", "cart: {}\n");
    tree.replace("prod/versions.yaml", undefined);
    expect([tree.read("staging/versions.yaml"), tree.read("prod/versions.yaml")]).toEqual(["cart: {}\n", undefined]);
  });

  it("lists the directories at the top", () => {
    expect(open().tree.directories()).toEqual(["argocd", "prod"]);
    expect([open().tree.filesIn("prod"), open().tree.filesIn("gone")]).toEqual([["versions.yaml"], []]);
  });

  it("plans what a tree changes", () => {
    const next = new Map([
      ["prod/versions.yaml", ""],
      ["argocd/application-prod.yaml", "kind: AppProject\n"],
      ["new.yaml", ""],
    ]);
    const { tree } = open();
    expect(tree.plan(next)).toEqual({
      created: ["new.yaml"],
      changed: ["argocd/application-prod.yaml"],
      removed: ["prod/services/cart/service-cart.yaml"],
      unchanged: 1,
    });
    expect(tree.plan(next, (path) => path.startsWith("argocd/")).removed).toEqual([]);
  });

  it("writes a tree", async () => {
    const { tree } = open();
    const next = new Map([["prod/versions.yaml", "changed\n"]]);
    const plan = await tree.write(next, { ...EVERYTHING, snapshot: tree.snapshot([""]) });
    expect([plan.changed, plan.removed.length]).toEqual([["prod/versions.yaml"], 2]);
    expect([tree.read("prod/versions.yaml"), tree.directories()]).toEqual(["changed\n", ["prod"]]);
  });

  it("refuses to overwrite what changed since the snapshot, and writes nothing", async () => {
    const { tree } = open();
    const snapshot = tree.snapshot(["prod"]);
    tree.replace("prod/versions.yaml", "by another process\n");
    const next = new Map([...GENERATED, ["prod/versions.yaml", "changed\n"] as const]);
    await expect(tree.write(next, { ...EVERYTHING, snapshot })).rejects.toMatchObject({ code: "REFUSED" });
    expect(tree.read("prod/versions.yaml")).toBe("by another process\n");
  });

  it("opens a part of the tree for a comparison", () => {
    const source = open().tree.source("disk", "prod/");
    expect([source.label, [...source.ids.keys()].sort()]).toEqual(["disk", ["services/cart/service-cart.yaml", "versions.yaml"]]);
    expect(source.read(["services/cart/service-cart.yaml"])).toEqual(new Map([["services/cart/service-cart.yaml", "kind: Service\n"]]));
  });

  it("creates a spec file once, and removes it", () => {
    const { specs } = open();
    expect([specs.exists("services/new.ts"), specs.services()]).toEqual([false, ["cart", "mail"]]);
    specs.create("services/new.ts", "");
    expect(() => specs.create("services/new.ts", "")).toThrowError(/exist/i);
    expect([specs.exists("services/new.ts"), specs.services()]).toEqual([true, ["cart", "mail", "new"]]);
    specs.remove("services/new.ts");
    expect(specs.exists("services/new.ts")).toBe(false);
  });

  it("has no history outside of a repository, and no leftovers", async () => {
    const { history, tree } = open();
    expect([await history.state(), await history.uncommitted(), await tree.leftovers()]).toEqual(["none", [], []]);
  });

  it("does not know a revision that is not there", async () => {
    await expect(open().treeNamed("/", "no-such-revision")).rejects.toMatchObject({ code: "GIT" });
  });
});
