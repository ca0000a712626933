import { linkSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { temporaryDirectory } from "../../test/temporary-directory.ts";
import { differences, snapshot } from "./snapshot.ts";

let root: string;
beforeEach(() => {
  root = temporaryDirectory("bench-test");
  mkdirSync(join(root, "kept"));
  mkdirSync(join(root, "skipped"));
  for (const name of ["a", "b", "kept/c", "skipped/d"]) writeFileSync(join(root, name), name);
});

const changed = (change: () => void): readonly string[] => {
  const skip = new Set(["skipped"]);
  const before = snapshot(root, skip);
  change();
  return differences(before, snapshot(root, skip))
    .map((path) => relative(root, path))
    .sort();
};

it.each<[string, () => void, readonly string[]]>([
  ["nothing", () => undefined, []],
  ["a skipped directory", () => writeFileSync(join(root, "skipped/d"), "x"), []],
  [
    "a file written with the same bytes and its times put back",
    () => {
      writeFileSync(join(root, "a"), "a");
      utimesSync(join(root, "a"), 1, 1);
    },
    ["a"],
  ],
  ["a file made", () => writeFileSync(join(root, "kept/new"), ""), ["kept", "kept/new"]],
  ["a file removed", () => rmSync(join(root, "kept/c")), ["kept", "kept/c"]],
  ["a file replaced by another", () => renameSync(join(root, "b"), join(root, "a")), ["", "a", "b"]],
  ["a file linked elsewhere", () => linkSync(join(root, "a"), join(root, "skipped/a")), ["a"]],
])("sees %s", (_what, change, expected) => {
  expect(changed(change)).toEqual(expected);
});
