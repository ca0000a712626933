import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { temporaryDirectory } from "../../../test/temporary-directory.ts";
import { type FileOperations, nodeFileOperations } from "../../system/file-operations.ts";
import type { Workspace } from "./atomic-swap.ts";
import { writeTree } from "./write-tree.ts";

type Files = Readonly<Record<string, string>>;

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
  const directory = temporaryDirectory("swap");
  workspace = { root: join(directory, "pulumi-gen"), scratch: join(directory, ".fairlead") };
});

const put = (files: Files): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace.root, path)), { recursive: true });
    writeFileSync(join(workspace.root, path), text);
  }
};

function onDisk(root = workspace.root): Files {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return sorted(Object.fromEntries(paths.map((path) => [path.slice(root.length + 1), readFileSync(path, "utf8")])));
}

const sorted = (files: Files): Files => Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
const write = (files: Files, operations: FileOperations = nodeFileOperations) =>
  writeTree(workspace, new Map(Object.entries(files)), { operations });

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
    put(OLD);
    await write(after);
    expect(onDisk()).toEqual(sorted(after));
    expect(readdirSync(workspace.scratch)).toEqual([".gitignore"]);
  });

  it("writes it without an atomic swap of two paths", async () => {
    put(OLD);
    await write(after, withoutExchange);
    expect(onDisk()).toEqual(sorted(after));
    expect(readdirSync(workspace.scratch)).toEqual([".gitignore"]);
  });

  it("leaves the old tree or the new one if any operation fails", async () => {
    let n = 1;
    for (; ; n += 1) {
      rmSync(workspace.root, { recursive: true, force: true });
      put(OLD);
      const { operations, count } = failingAt(n);
      const failed = await write(after, operations).then(
        () => false,
        () => true,
      );
      expect([sorted(OLD), sorted(after)]).toContainEqual(onDisk());
      await write(after);
      expect(onDisk()).toEqual(sorted(after));
      expect(readdirSync(workspace.scratch)).toEqual([".gitignore"]);
      // The last operation removes the replaced files. If it fails, the run is done.
      if (count() < n) break;
      expect(failed || count() === n).toBe(true);
    }
    expect(n).toBeGreaterThan(3);
  });

  it("is finished by the next run if a swap of two renames fails halfway", async () => {
    for (let n = 1; n < 60; n += 1) {
      rmSync(workspace.root, { recursive: true, force: true });
      put(OLD);
      await write(after, failingAt(n, withoutExchange).operations).catch(() => undefined);
      await write(after);
      expect(onDisk()).toEqual(sorted(after));
    }
  });
});

describe("writeTree", () => {
  it("writes a tree into a directory that does not exist", async () => {
    await write(OLD);
    expect(onDisk()).toEqual(sorted(OLD));
  });

  it("writes no file if nothing changed", async () => {
    await write(OLD);
    const before = statSync(join(workspace.root, "a/versions.yaml"), { bigint: true });
    const { operations, count } = failingAt(Infinity);
    const plan = await write(OLD, operations);
    expect(plan).toEqual({ created: [], changed: [], removed: [], unchanged: Object.keys(OLD).length });
    expect(count()).toBe(0);
    expect(statSync(join(workspace.root, "a/versions.yaml"), { bigint: true }).ctimeNs).toBe(before.ctimeNs);
  });

  it("replaces a link by a file, and leaves its target alone", async () => {
    await write(OLD);
    const outside = join(dirname(workspace.root), "outside.yaml");
    writeFileSync(outside, "mine\n");
    rmSync(join(workspace.root, "a/versions.yaml"));
    symlinkSync(outside, join(workspace.root, "a/versions.yaml"));
    await write(OLD);
    expect(onDisk()).toEqual(sorted(OLD));
    expect(readFileSync(outside, "utf8")).toBe("mine\n");
  });

  it("removes a linked directory without following the link", async () => {
    await write(OLD);
    const outside = join(dirname(workspace.root), "outside");
    mkdirSync(outside);
    writeFileSync(join(outside, "mine.yaml"), "mine\n");
    symlinkSync(outside, join(workspace.root, "linked"));
    await write(OLD);
    expect(readdirSync(workspace.root)).toEqual(["a", "argocd", "b"]);
    expect(readdirSync(outside)).toEqual(["mine.yaml"]);
  });

  it("refuses a generated root that is a link", async () => {
    mkdirSync(join(dirname(workspace.root), "elsewhere"));
    symlinkSync(join(dirname(workspace.root), "elsewhere"), workspace.root);
    await expect(write(OLD)).rejects.toMatchObject({ name: "UserError", code: "UNSAFE_TREE" });
  });

  it("changes only the paths that it owns", async () => {
    put({ ...OLD, "b/by-hand.yaml": "x\n" });
    await writeTree(workspace, new Map([["a/versions.yaml", "x: {tag: v2}\n"]]), { owned: (path) => path.startsWith("a/") });
    expect(onDisk()).toEqual(
      sorted({
        "argocd/application-a.yaml": "root: a\n",
        "a/versions.yaml": "x: {tag: v2}\n",
        "b/by-hand.yaml": "x\n",
        "b/services/x/deployment-x.yaml": "image: x:v1\n",
      }),
    );
  });
});
