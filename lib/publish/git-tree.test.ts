import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { writtenProject } from "../../test/written-project.ts";
import { openGitTree } from "./git-tree.ts";

async function opened() {
  const root = writtenProject({ "pulumi-gen/latest/versions.yaml": "lock\n", "pulumi-gen/latest/services/cart/a.yaml": "a\n", "x.ts": "" });
  const git = (...args: readonly string[]): string => execFileSync("git", args, { cwd: root, encoding: "utf8" });
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message", "One");
  return openGitTree(root, git("rev-parse", "HEAD").trim());
}

const written = (tree: Awaited<ReturnType<typeof opened>>, files: Readonly<Record<string, string>>) =>
  tree.write(new Map(Object.entries(files)), { owned: () => true, snapshot: new Map(), onWait: () => undefined });

describe("openGitTree", () => {
  it("reads the files of the commit", async () => {
    const tree = await opened();
    expect([tree.paths(), tree.directories(), tree.filesIn("latest"), tree.read("latest/versions.yaml"), tree.read("none")]).toEqual([
      ["latest/services/cart/a.yaml", "latest/versions.yaml"],
      ["latest"],
      ["versions.yaml"],
      "lock\n",
      undefined,
    ]);
    expect([...tree.source("here", "latest/services/").read(["cart/a.yaml"])]).toEqual([["cart/a.yaml", "a\n"]]);
  });

  it("notes what a run changes, and nothing else", async () => {
    const tree = await opened();
    const plan = await written(tree, { "latest/versions.yaml": "lock\n", "latest/b.yaml": "b\n" });
    expect(plan).toEqual({ created: ["latest/b.yaml"], changed: [], removed: ["latest/services/cart/a.yaml"], unchanged: 1 });
    expect([...tree.changes]).toEqual([
      ["latest/services/cart/a.yaml", undefined],
      ["latest/b.yaml", "b\n"],
    ]);
    expect([tree.read("latest/b.yaml"), tree.read("latest/services/cart/a.yaml")]).toEqual(["b\n", undefined]);
  });

  it("forgets a change that is taken back", async () => {
    const tree = await opened();
    await written(tree, { "latest/versions.yaml": "other\n" });
    await written(tree, { "latest/versions.yaml": "lock\n", "latest/services/cart/a.yaml": "a\n" });
    expect([...tree.changes]).toEqual([]);
  });
});
