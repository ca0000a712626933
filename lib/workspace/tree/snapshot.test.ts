import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { temporaryWorkspace } from "../../../test/files-on-disk.ts";
import { UserError } from "../../base/user-error.ts";
import { takeSnapshot } from "./snapshot.ts";
import type { Workspace } from "./atomic-swap.ts";
import { writeTree } from "./write-tree.ts";
import { leftIn } from "../../../test/left-in-scratch.ts";

let workspace: Workspace;

beforeEach(() => {
  workspace = temporaryWorkspace();
});

const at = (path: string): string => join(workspace.root, path);

const put = (path: string, text: string): void => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};

const onDisk = (): readonly string[] =>
  readdirSync(workspace.root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(workspace.root.length + 1))
    .map((path) => `${path}: ${readFileSync(at(path), "utf8")}`)
    .sort();

/** The old files and the wanted ones: one changes, one stays, one is added, one is removed. */
const OLD = { "a/versions.yaml": "v1", "a/same.yaml": "same", "a/goes.yaml": "goes" };
const WANTED = { "a/versions.yaml": "v2", "a/same.yaml": "same", "a/comes.yaml": "comes" };
const WRITTEN = ["a/comes.yaml: comes", "a/same.yaml: same", "a/versions.yaml: v2"];

/** Takes a snapshot, lets something happen, and writes. @returns the files that the refusal names */
async function runDuring(happens: () => void, places = [""], owned?: (path: string) => boolean): Promise<readonly string[]> {
  for (const [path, text] of Object.entries(OLD)) put(path, text);
  const snapshot = takeSnapshot(workspace.root, places);
  happens();
  try {
    await writeTree(workspace, new Map(Object.entries(WANTED)), { snapshot, ...(owned && { owned }) });
    return [];
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== "REFUSED") throw error;
    return error.problems.map(({ file }) => file);
  }
}

describe("a file that changes during a run is not overwritten", () => {
  it.each<readonly [title: string, happens: () => void, refused: readonly string[]]>([
    ["the lock gets another version", () => put("a/versions.yaml", "v3"), ["pulumi-gen/a/versions.yaml"]],
    [
      "the lock is replaced, as a run does it",
      () => {
        put("next", "v3");
        renameSync(at("next"), at("a/versions.yaml"));
      },
      ["pulumi-gen/a/versions.yaml"],
    ],
    ["an unchanged file gets a line", () => put("a/same.yaml", "same\nmine"), ["pulumi-gen/a/same.yaml"]],
    ["a removed file gets a line", () => put("a/goes.yaml", "goes\nmine"), ["pulumi-gen/a/goes.yaml"]],
    ["an unknown file appears", () => put("a/services/mine.yaml", "mine"), ["pulumi-gen/a/services/mine.yaml"]],
    ["a file appears at the path of an added one", () => put("a/comes.yaml", "mine"), ["pulumi-gen/a/comes.yaml"]],
    ["an unchanged file is removed", () => rmSync(at("a/same.yaml")), ["pulumi-gen/a/same.yaml"]],
    [
      "a file becomes a link",
      () => {
        rmSync(at("a/same.yaml"));
        symlinkSync("goes.yaml", at("a/same.yaml"));
      },
      ["pulumi-gen/a/same.yaml"],
    ],
    [
      "two files change",
      () => {
        put("a/versions.yaml", "v3");
        put("a/goes.yaml", "mine");
      },
      ["pulumi-gen/a/goes.yaml", "pulumi-gen/a/versions.yaml"],
    ],
  ])("%s", async (_title, happens, refused) => {
    let before: readonly string[] = [];
    const named = await runDuring(() => {
      happens();
      before = onDisk();
    });
    expect([named, onDisk()]).toEqual([refused, before]);
    expect(leftIn(workspace.scratch)).toEqual([]);
    // The next run takes a new snapshot.
    const snapshot = takeSnapshot(workspace.root, [""]);
    await writeTree(workspace, new Map(Object.entries(WANTED)), { snapshot });
    expect(onDisk()).toEqual(WRITTEN);
  });

  it.each<readonly [title: string, happens: () => void]>([
    ["nothing happens", () => undefined],
    ["another run writes the same lock", () => put("a/versions.yaml", "v2")],
    ["another run adds the same file", () => put("a/comes.yaml", "comes")],
    ["another run removes the same file", () => rmSync(at("a/goes.yaml"))],
    ["an unchanged file is written with the same content", () => put("a/same.yaml", "same")],
  ])("but the tree is written if %s", async (_title, happens) => {
    expect([await runDuring(happens), onDisk()]).toEqual([[], WRITTEN]);
  });

  it("ignores changes outside the paths that the run owns", async () => {
    const mine = (path: string): boolean => path.startsWith("a/");
    expect(await runDuring(() => put("b/versions.yaml", "theirs"), ["a"], mine)).toEqual([]);
    expect(onDisk()).toEqual([...WRITTEN, "b/versions.yaml: theirs"]);
  });

  it("says what to do next", async () => {
    put("a/versions.yaml", "v1");
    const snapshot = takeSnapshot(workspace.root, [""]);
    put("a/versions.yaml", "v3");
    await expect(writeTree(workspace, new Map([["a/versions.yaml", "v2"]]), { snapshot })).rejects.toMatchObject({
      message: "1 file changed during this run; nothing was written",
      hint: "git diff pulumi-gen shows the other changes; then run the command again",
    });
  });
});

it("two snapshots of a file differ if it was written in between", () => {
  const identity = () => takeSnapshot(workspace.root, ["a"]).get("a/versions.yaml");
  put("a/versions.yaml", "v1");
  utimesSync(at("a/versions.yaml"), 1, 1);
  const before = identity();
  expect(identity()).toEqual(before);
  put("a/versions.yaml", "v2");
  expect(identity()).not.toEqual(before);
});

describe("takeSnapshot", () => {
  it.each<readonly [title: string, places: readonly string[], files: readonly string[]]>([
    ["everything", [""], ["a/goes.yaml", "a/same.yaml", "a/versions.yaml"]],
    ["a file", ["a/versions.yaml"], ["a/versions.yaml"]],
    ["places that do not exist", ["b", "a/versions.yaml/inside"], []],
    ["places outside", ["..", "a/../../outside"], []],
  ])("%s", (_title, places, files) => {
    for (const [path, text] of Object.entries(OLD)) put(path, text);
    writeFileSync(join(dirname(workspace.root), "outside"), "x");
    expect([...takeSnapshot(workspace.root, places).keys()].sort()).toEqual(files);
  });
});
