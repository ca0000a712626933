import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { temporaryDirectory } from "../../../test/temporary-directory.ts";
import { UserError } from "../../base/user-error.ts";
import { lookAt } from "./snapshot.ts";
import type { Workspace } from "./atomic-swap.ts";
import { writeTree } from "./write-tree.ts";

let workspace: Workspace;

beforeEach(() => {
  const directory = temporaryDirectory("seen");
  workspace = { root: join(directory, "pulumi-gen"), scratch: join(directory, ".fairlead") };
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

/** What stands there first, and what the run wants: the lock moves, a file stays, one comes, one goes. */
const OLD = { "a/versions.yaml": "v1", "a/same.yaml": "same", "a/goes.yaml": "goes" };
const WANTED = { "a/versions.yaml": "v2", "a/same.yaml": "same", "a/comes.yaml": "comes" };
const WRITTEN = ["a/comes.yaml: comes", "a/same.yaml: same", "a/versions.yaml: v2"];

/** A run that looks, during which something happens, and that then writes. @returns the files that it names where it refuses */
async function runDuring(happens: () => void, places = [""], owned?: (path: string) => boolean): Promise<readonly string[]> {
  for (const [path, text] of Object.entries(OLD)) put(path, text);
  const seen = lookAt(workspace.root, places);
  happens();
  try {
    await writeTree(workspace, new Map(Object.entries(WANTED)), { seen, ...(owned && { owned }) });
    return [];
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== "REFUSED") throw error;
    return error.problems.map(({ file }) => file);
  }
}

describe("what changes while a run is at work is not written over", () => {
  it.each<readonly [title: string, happens: () => void, refused: readonly string[]]>([
    ["the lock moves to another version", () => put("a/versions.yaml", "v3"), ["pulumi-gen/a/versions.yaml"]],
    [
      "the lock is replaced, as a run does it",
      () => {
        put("next", "v3");
        renameSync(at("next"), at("a/versions.yaml"));
      },
      ["pulumi-gen/a/versions.yaml"],
    ],
    ["a file that would stay gets a line", () => put("a/same.yaml", "same\nmine"), ["pulumi-gen/a/same.yaml"]],
    ["a file that would go gets a line", () => put("a/goes.yaml", "goes\nmine"), ["pulumi-gen/a/goes.yaml"]],
    ["a file appears that no run wants", () => put("a/services/mine.yaml", "mine"), ["pulumi-gen/a/services/mine.yaml"]],
    ["a file appears where one comes", () => put("a/comes.yaml", "mine"), ["pulumi-gen/a/comes.yaml"]],
    ["a file that would stay goes", () => rmSync(at("a/same.yaml")), ["pulumi-gen/a/same.yaml"]],
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
    expect(readdirSync(workspace.scratch)).toEqual([".gitignore"]);
    // The next run sees it as it is.
    const seen = lookAt(workspace.root, [""]);
    await writeTree(workspace, new Map(Object.entries(WANTED)), { seen });
    expect(onDisk()).toEqual(WRITTEN);
  });

  it.each<readonly [title: string, happens: () => void]>([
    ["nothing happens", () => undefined],
    ["another run brings the same lock", () => put("a/versions.yaml", "v2")],
    ["another run brings the same file", () => put("a/comes.yaml", "comes")],
    ["another run removes what goes", () => rmSync(at("a/goes.yaml"))],
    ["a file that stays is written again as it is", () => put("a/same.yaml", "same")],
  ])("but where %s, it is written", async (_title, happens) => {
    expect([await runDuring(happens), onDisk()]).toEqual([[], WRITTEN]);
  });

  it("counts only in what the run speaks for", async () => {
    const mine = (path: string): boolean => path.startsWith("a/");
    expect(await runDuring(() => put("b/versions.yaml", "theirs"), ["a"], mine)).toEqual([]);
    expect(onDisk()).toEqual([...WRITTEN, "b/versions.yaml: theirs"]);
  });

  it("says what to do", async () => {
    put("a/versions.yaml", "v1");
    const seen = lookAt(workspace.root, [""]);
    put("a/versions.yaml", "v3");
    await expect(writeTree(workspace, new Map([["a/versions.yaml", "v2"]]), { seen })).rejects.toMatchObject({
      message: "1 file changed while this ran, nothing was written",
      hint: "run it again; git diff pulumi-gen shows what another run or somebody has written",
    });
  });
});

it("two looks at a file differ when it was written in between, however little", () => {
  const look = () => lookAt(workspace.root, ["a"]).get("a/versions.yaml");
  put("a/versions.yaml", "v1");
  utimesSync(at("a/versions.yaml"), 1, 1);
  const before = look();
  expect(look()).toEqual(before);
  put("a/versions.yaml", "v2");
  expect(look()).not.toEqual(before);
});

describe("lookAt", () => {
  it.each<readonly [title: string, places: readonly string[], seen: readonly string[]]>([
    ["everything", [""], ["a/goes.yaml", "a/same.yaml", "a/versions.yaml"]],
    ["a file", ["a/versions.yaml"], ["a/versions.yaml"]],
    ["a place that is not there", ["b", "a/versions.yaml/inside"], []],
    ["a place outside", ["..", "a/../../outside"], []],
  ])("%s", (_title, places, seen) => {
    for (const [path, text] of Object.entries(OLD)) put(path, text);
    writeFileSync(join(dirname(workspace.root), "outside"), "x");
    expect([...lookAt(workspace.root, places).keys()].sort()).toEqual(seen);
  });
});
