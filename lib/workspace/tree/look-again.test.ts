import { copyFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { type Files, filesIn, put, sorted, temporaryWorkspace, writeFiles } from "../../../test/files-on-disk.ts";
import { type FileOperations, nodeFileOperations } from "../../system/file-operations.ts";
import type { Workspace } from "./atomic-swap.ts";
import { writeTree } from "./write-tree.ts";
import { leftIn } from "../../../test/left-in-scratch.ts";

const OLD: Files = {
  "a/services/x/deployment-x.yaml": "image: x:v1\n",
  "a/services/x/service-x.yaml": "port: 1\n",
  "a/services/y/deployment-y.yaml": "image: y:v1\n",
  "a/versions.yaml": "x: {tag: v1}\n",
  "b/services/x/deployment-x.yaml": "image: x:v1\n",
};
const ONE: Files = { ...OLD, "a/versions.yaml": "x: {tag: v2}\n" };
const DIRECTORY: Files = { ...OLD, "a/services/x/deployment-x.yaml": "image: x:v2\n", "a/services/x/service-x.yaml": "port: 2\n" };
const STACKS: Files = { ...OLD, "a/services/x/deployment-x.yaml": "image: x:v2\n", "b/services/x/deployment-x.yaml": "image: x:v2\n" };
const EVERYTHING: Files = { "c/services/z/deployment-z.yaml": "image: z:v1\n" };

let workspace: Workspace;
beforeEach(() => {
  workspace = temporaryWorkspace();
});

/** A file system without an atomic swap of two paths. */
const withoutExchange: FileOperations = { ...nodeFileOperations, exchange: () => false };

/** Returns operations that do something before the first call of one of them. */
function before(name: "exchange" | "rename" | "link", base: FileOperations, happens: () => void): FileOperations {
  let done = false;
  return {
    ...base,
    [name]: (from: string, to: string) => {
      if (!done) happens();
      done = true;
      return base[name](from, to);
    },
  };
}

describe.each<readonly [title: string, base: FileOperations, last: "exchange" | "rename"]>([
  ["with an atomic swap", nodeFileOperations, "exchange"],
  ["without an atomic swap", withoutExchange, "rename"],
])("a file that another process writes between the look and the swap %s", (_title, base, last) => {
  const THEIRS = { ...OLD, "a/versions.yaml": "x: {tag: theirs}\n" };
  it.each<readonly [title: string, after: Files, theirs: Files]>([
    ["is changed, and so is another one", STACKS, THEIRS],
    ["is the changed one", ONE, THEIRS],
    ["is new", DIRECTORY, { ...OLD, "a/services/x/new.yaml": "theirs: true\n" }],
    ["is one of those that go", EVERYTHING, { ...OLD, "a/services/y/deployment-y.yaml": "image: theirs\n" }],
  ])("%s", async (_case, wanted, theirs) => {
    put(workspace, OLD);
    const operations = before(last, base, () => {
      for (const [path, text] of Object.entries(theirs)) if (OLD[path] !== text) put(workspace, { [path]: text });
    });
    await expect(writeFiles(workspace, wanted, operations)).rejects.toMatchObject({
      code: "REFUSED",
      message: /^1 file changed during this run/,
    });
    expect([filesIn(workspace.root), leftIn(workspace.scratch)]).toEqual([sorted(theirs), []]);
  });
});

describe("a file beside those of the run that another process writes before the swap", () => {
  /** A file system without hard links. */
  const withoutLinks: FileOperations = {
    ...nodeFileOperations,
    link: (from, to) => {
      copyFileSync(from, to);
      return false;
    },
  };
  const THEIRS = { "a/services/y/deployment-y.yaml": "image: theirs\n" };
  const MINE = new Map([
    ["a/versions.yaml", "x: {tag: v2}\n"],
    ["a/services/x/service-x.yaml", "port: 2\n"],
  ]);
  const replaced = (): void => {
    put(workspace, { "a/next": "image: theirs\n" });
    renameSync(join(workspace.root, "a/next"), join(workspace.root, "a/services/y/deployment-y.yaml"));
  };
  it.each<readonly [what: string, base: FileOperations, happens: () => void, isRefused: boolean]>([
    ["is in the new tree, too: both have one file", nodeFileOperations, () => put(workspace, THEIRS), false],
    ["stops the run if another file takes its place", nodeFileOperations, replaced, true],
    ["stops the run if the new tree has a copy", withoutLinks, () => put(workspace, THEIRS), true],
  ])("%s", async (_what, base, happens, isRefused) => {
    put(workspace, OLD);
    const run = writeTree(workspace, MINE, { owned: (path) => MINE.has(path), operations: before("exchange", base, happens) });
    if (isRefused) await expect(run).rejects.toMatchObject({ code: "REFUSED", message: /^1 file changed during this run/ });
    else await run;
    expect(filesIn(workspace.root)).toEqual(sorted({ ...OLD, ...(isRefused ? {} : Object.fromEntries(MINE)), ...THEIRS }));
  });
});

it("what cannot be removed after the swap is a warning, and no later run stops at it", async () => {
  put(workspace, OLD);
  const stuck: FileOperations = {
    ...nodeFileOperations,
    remove: (path) => {
      throw Object.assign(new Error(`EACCES: permission denied, rmdir '${path}'`), { code: "EACCES", syscall: "rmdir", path });
    },
  };
  const [first, second] = [ONE, STACKS];
  expect((await writeFiles(workspace, first, stuck)).leftover).toEqual({
    path: expect.stringMatching("/staging-"),
    reason: expect.stringMatching("permission denied"),
  });
  expect(filesIn(workspace.root)).toEqual(sorted(first));
  await writeFiles(workspace, second, stuck);
  expect(filesIn(workspace.root)).toEqual(sorted(second));
  await writeFiles(workspace, OLD);
  expect([filesIn(workspace.root), leftIn(workspace.scratch)]).toEqual([sorted(OLD), []]);
});

it("syncs every written file and directory before the swap, and the changed names after it", async () => {
  put(workspace, OLD);
  const steps: string[] = [];
  const relative = (path: string): string => path.replace(/^.*\/(?=pulumi-gen)|^.*\/staging-[^/]+\/?/, "");
  const operations: FileOperations = {
    ...nodeFileOperations,
    sync: (paths) => (steps.push(...paths.map((path) => `sync ${relative(path)}`)), nodeFileOperations.sync(paths)),
    exchange: (a, b) => (steps.push("swap"), nodeFileOperations.exchange(a, b)),
  };
  await writeFiles(
    workspace,
    { ...OLD, "a/services/x/deployment-x.yaml": "image: x:v2\n", "a/services/x/service-x.yaml": "port: 2\n" },
    operations,
  );
  await writeFiles(workspace, { ...OLD, "a/services/x/service-x.yaml": "port: 2\n" }, operations);
  expect(steps).toEqual([
    "sync tree/deployment-x.yaml",
    "sync tree/service-x.yaml",
    "sync tree",
    "swap",
    "sync pulumi-gen/a/services",
    "sync tree",
    "swap",
    "sync pulumi-gen/a/services/x",
  ]);
});
