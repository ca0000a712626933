import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { temporaryDirectory } from "../../../test/temporary-directory.ts";
import { leftIn } from "../../../test/left-in-scratch.ts";

const WRITER = join(import.meta.dirname, "../../../test/killed-writer.ts");

let directory: string;
let root: string;
let scratch: string;
beforeEach(() => {
  directory = temporaryDirectory("kill");
  root = join(directory, "pulumi-gen");
  scratch = join(directory, ".fairlead");
});

const OLD = { "a/deployment.yaml": "old\n", "a/service.yaml": "same\n", "b/deployment.yaml": "old\n", "c.yaml": "goes\n" };
const NEW = { "a/deployment.yaml": "new\n", "a/service.yaml": "same\n", "b/deployment.yaml": "new\n", "d.yaml": "comes\n" };

const put = (): void => {
  rmSync(root, { recursive: true, force: true });
  for (const [path, text] of Object.entries(OLD)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
};

const onDisk = (): Readonly<Record<string, string>> => {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map((entry) => join(entry.parentPath, entry.name)).map((path) => [path.slice(root.length + 1), readFileSync(path, "utf8")]),
  );
};

/** Runs a writer in a separate process, which kills itself before its nth change of the disk. */
const write = (n: number): boolean => {
  const file = join(directory, "tree.json");
  writeFileSync(file, JSON.stringify(NEW));
  return spawnSync(process.execPath, [WRITER, root, scratch, file, String(n)]).signal === "SIGKILL";
};

it("a writer that is killed with -9 at any step leaves the old tree or the new one, and the next run finishes", () => {
  const seen: unknown[] = [];
  let n = 1;
  for (put(); write(n); n += 1) {
    const tree = onDisk();
    // Any other tree is listed as it is.
    seen.push(same(tree, OLD) ? "old" : same(tree, NEW) ? "new" : tree);
    expect(write(0)).toBe(false);
    expect(onDisk()).toEqual(NEW);
    expect(leftIn(scratch)).toEqual([]);
    put();
  }
  expect([...new Set(seen)]).toEqual(["old", "new"]);
  expect(n).toBeGreaterThan(6);
});

const same = (a: object, b: object): boolean => sortedText(a) === sortedText(b);

const sortedText = (files: object): string =>
  Object.entries(files)
    .map((entry) => JSON.stringify(entry))
    .sort()
    .join();
