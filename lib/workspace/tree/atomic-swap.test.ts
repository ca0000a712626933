import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { type Files, filesIn, put, sorted, temporaryWorkspace, writeFiles } from "../../../test/files-on-disk.ts";
import { type FileOperations, nodeFileOperations } from "../../system/file-operations.ts";
import type { Workspace } from "./atomic-swap.ts";
import { writeTree } from "./write-tree.ts";
import { leftIn } from "../../../test/left-in-scratch.ts";

const OLD: Files = {
  "argocd/application-a.yaml": "root: a\n",
  "a/versions.yaml": "x: {tag: v1}\n",
  "a/services/x/deployment-x.yaml": "image: x:v1\n",
  "a/services/x/service-x.yaml": "port: 1\n",
  "a/services/y/deployment-y.yaml": "image: y:v1\n",
  "b/services/x/deployment-x.yaml": "image: x:v1\n",
};

/** Every kind of change, with the new tree. */
const CHANGES: Readonly<Record<string, Files>> = {
  "one file changes": { ...OLD, "a/versions.yaml": "x: {tag: v2}\n" },
  "one file is new": { ...OLD, "a/services/x/hpa-x.yaml": "max: 3\n" },
  "files of one directory change": {
    ...OLD,
    "a/services/x/deployment-x.yaml": "image: x:v2\n",
    "a/services/x/service-x.yaml": "port: 2\n",
  },
  "files of several stacks change": {
    ...OLD,
    "a/services/x/deployment-x.yaml": "image: x:v2\n",
    "b/services/x/deployment-x.yaml": "image: x:v2\n",
  },
  "a service is removed": without(OLD, "a/services/y/"),
  "a stack is removed": without(OLD, "b/"),
  "a service is added": { ...OLD, "b/services/new/deployment-new.yaml": "image: new:v1\n", "b/services/new/service-new.yaml": "port: 3\n" },
  "a file becomes a directory": { ...without(OLD, "a/versions.yaml"), "a/versions.yaml/inside.yaml": "deep: true\n" },
  "a directory becomes a file": { ...without(OLD, "a/services/x/"), "a/services/x": "flat: true\n" },
  "everything changes": { "c/services/z/deployment-z.yaml": "image: z:v1\n" },
};

function without(files: Files, prefix: string): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith(prefix)));
}

let workspace: Workspace;
beforeEach(() => {
  workspace = temporaryWorkspace();
});

/** Returns operations that fail at the nth change of the disk. */
function failingAt(
  n: number,
  base: FileOperations = nodeFileOperations,
): { readonly operations: FileOperations; readonly count: () => number } {
  let seen = 0;
  const step = (): void => {
    seen += 1;
    if (seen === n) throw new Error(`operation ${n} fails`);
  };
  const wrap =
    <A extends readonly unknown[], R>(operation: (...args: A) => R) =>
    (...args: A): R => {
      step();
      return operation(...args);
    };
  const operations: FileOperations = {
    mkdir: wrap(base.mkdir),
    writeFile: wrap(base.writeFile),
    link: wrap(base.link),
    rename: wrap(base.rename),
    exchange: wrap(base.exchange),
    remove: wrap(base.remove),
    sync: wrap(base.sync),
  };
  return { operations, count: () => seen };
}

/** A file system without an atomic swap of two paths. */
const withoutExchange: FileOperations = { ...nodeFileOperations, exchange: () => false };

describe.each(Object.entries(CHANGES))("%s", (_title, after) => {
  it("writes the tree, and leaves nothing else", async () => {
    put(workspace, OLD);
    await writeFiles(workspace, after);
    expect(filesIn(workspace.root)).toEqual(sorted(after));
    expect(leftIn(workspace.scratch)).toEqual([]);
  });

  it("writes it without an atomic swap of two paths", async () => {
    put(workspace, OLD);
    await writeFiles(workspace, after, withoutExchange);
    expect(filesIn(workspace.root)).toEqual(sorted(after));
    expect(leftIn(workspace.scratch)).toEqual([]);
  });

  it("leaves the old tree or the new one if any operation fails", async () => {
    let n = 1;
    for (; ; n += 1) {
      rmSync(workspace.root, { recursive: true, force: true });
      put(workspace, OLD);
      const { operations, count } = failingAt(n);
      const failed = await writeFiles(workspace, after, operations).then(
        () => false,
        () => true,
      );
      expect([sorted(OLD), sorted(after)]).toContainEqual(filesIn(workspace.root));
      await writeFiles(workspace, after);
      expect(filesIn(workspace.root)).toEqual(sorted(after));
      expect(leftIn(workspace.scratch)).toEqual([]);
      // The last operation removes the replaced files. If it fails, the run is done.
      if (count() < n) break;
      expect(failed || count() === n).toBe(true);
    }
    expect(n).toBeGreaterThan(3);
  });

  it("is finished by the next run if a swap of two renames fails halfway", async () => {
    for (let n = 1; n < 60; n += 1) {
      rmSync(workspace.root, { recursive: true, force: true });
      put(workspace, OLD);
      await writeFiles(workspace, after, failingAt(n, withoutExchange).operations).catch(() => undefined);
      await writeFiles(workspace, after);
      expect(filesIn(workspace.root)).toEqual(sorted(after));
    }
  });
});

describe("writeTree", () => {
  it("writes a tree into a directory that does not exist", async () => {
    await writeFiles(workspace, OLD);
    expect(filesIn(workspace.root)).toEqual(sorted(OLD));
  });

  it("writes no file if nothing changed", async () => {
    await writeFiles(workspace, OLD);
    const before = statSync(join(workspace.root, "a/versions.yaml"), { bigint: true });
    const { operations, count } = failingAt(Infinity);
    const plan = await writeFiles(workspace, OLD, operations);
    expect(plan).toEqual({ created: [], changed: [], removed: [], unchanged: Object.keys(OLD).length });
    expect(count()).toBe(0);
    expect(statSync(join(workspace.root, "a/versions.yaml"), { bigint: true }).ctimeNs).toBe(before.ctimeNs);
  });

  it("replaces a link by a file, and leaves its target alone", async () => {
    await writeFiles(workspace, OLD);
    const outside = join(dirname(workspace.root), "outside.yaml");
    writeFileSync(outside, "mine\n");
    rmSync(join(workspace.root, "a/versions.yaml"));
    symlinkSync(outside, join(workspace.root, "a/versions.yaml"));
    await writeFiles(workspace, OLD);
    expect(filesIn(workspace.root)).toEqual(sorted(OLD));
    expect(readFileSync(outside, "utf8")).toBe("mine\n");
  });

  it("removes a linked directory without following the link", async () => {
    await writeFiles(workspace, OLD);
    const outside = join(dirname(workspace.root), "outside");
    mkdirSync(outside);
    writeFileSync(join(outside, "mine.yaml"), "mine\n");
    symlinkSync(outside, join(workspace.root, "linked"));
    await writeFiles(workspace, OLD);
    expect(readdirSync(workspace.root)).toEqual(["a", "argocd", "b"]);
    expect(readdirSync(outside)).toEqual(["mine.yaml"]);
  });

  it("refuses a generated root that is a link", async () => {
    mkdirSync(join(dirname(workspace.root), "elsewhere"));
    symlinkSync(join(dirname(workspace.root), "elsewhere"), workspace.root);
    await expect(writeFiles(workspace, OLD)).rejects.toMatchObject({ name: "UserError", code: "UNSAFE_TREE" });
  });

  it("changes only the paths that it owns", async () => {
    put(workspace, { ...OLD, "b/by-hand.yaml": "x\n" });
    await writeTree(workspace, new Map([["a/versions.yaml", "x: {tag: v2}\n"]]), { owned: (path) => path.startsWith("a/") });
    expect(filesIn(workspace.root)).toEqual(
      sorted({
        "argocd/application-a.yaml": "root: a\n",
        "a/versions.yaml": "x: {tag: v2}\n",
        "b/by-hand.yaml": "x\n",
        "b/services/x/deployment-x.yaml": "image: x:v1\n",
      }),
    );
  });
});
