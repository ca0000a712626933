import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryDirectory } from "../../test/temporary-directory.ts";
import { makeDirectories } from "./make-directories.ts";

it.each<readonly [title: string, existing: string, path: string, first: string | undefined]>([
  ["creates a directory", "", "a", "a"],
  ["creates all parents, and returns the topmost", "", "a/b/c", "a"],
  ["creates only what is missing", "a", "a/b/c", "a/b"],
  ["creates nothing if the directory exists", "a/b", "a/b", undefined],
])("%s", (_title, existing, path, first) => {
  const root = temporaryDirectory();
  mkdirSync(join(root, existing), { recursive: true });
  expect(makeDirectories(join(root, path))).toBe(first === undefined ? undefined : join(root, first));
  expect(existsSync(join(root, path))).toBe(true);
});

it("fails if a file is in the way", () => {
  const file = join(temporaryDirectory(), "file");
  writeFileSync(file, "");
  expect(() => makeDirectories(file)).toThrow("EEXIST");
  expect(() => makeDirectories(join(file, "a"))).toThrow("ENOTDIR");
});

it.skipIf(!existsSync("/proc/self"))("fails below /proc, where no directory can be created", () => {
  expect(() => makeDirectories("/proc/fairlead/releases")).toThrow("ENOENT");
});
