import { mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { temporaryDirectory } from "../../../test/temporary-directory.ts";
import { leftovers } from "./leftovers.ts";
import { ownName } from "../../system/run-directory.ts";
import { writeTree } from "./write-tree.ts";

let directory: string;
let scratch: string;

beforeEach(() => {
  directory = temporaryDirectory("leftovers");
  scratch = join(directory, ".fairlead");
  mkdirSync(scratch);
});

/** Process 1 lives; no process has a number above 2^22. */
const [LIVES, DEAD] = [1, 2 ** 22 + 1];

const directoryOf = (name: string, daysAgo = 0): void => {
  mkdirSync(join(scratch, name, "latest"), { recursive: true });
  const then = Date.now() / 1000 - daysAgo * 86_400;
  utimesSync(join(scratch, name), then, then);
};
const lockOf = (pid: number): void =>
  writeFileSync(join(scratch, "render.lock"), JSON.stringify({ pid, host: hostname(), since: "2026-01-01T00:00:00Z" }));

describe("what runs left that were killed is named, and taken away by the next one that writes", () => {
  it.each<readonly [title: string, leave: () => void, left: readonly string[]]>([
    ["nothing", () => undefined, []],
    ["the directory of an engine's run", () => directoryOf(ownName("engine", DEAD)), [ownName("engine", DEAD)]],
    ["one of another machine, of yesterday", () => directoryOf("engine-build7-1", 1), ["engine-build7-1"]],
    ["a tree that is half built", () => directoryOf(ownName("staging", DEAD)), [ownName("staging", DEAD)]],
    ["a lock", () => lockOf(DEAD), ["render.lock"]],
    ["a lock that was put aside", () => writeFileSync(join(scratch, ownName("render.lock", DEAD)), ""), [ownName("render.lock", DEAD)]],
    ["the note of a swap", () => writeFileSync(join(scratch, "swap.json"), ""), ["swap.json"]],
  ])("%s", async (_title, leave, left) => {
    leave();
    expect(leftovers(scratch)).toEqual(left);
    await writeTree({ root: join(directory, "pulumi-gen"), scratch }, new Map([["a/versions.yaml", "v1"]]));
    expect([leftovers(scratch), readdirSync(scratch)]).toEqual([[], [".gitignore"]]);
  });
});

describe("what is of a run that may be at work is neither named nor taken away", () => {
  it.each<readonly [title: string, name: string]>([
    ["this machine", ownName("engine", LIVES)],
    ["another machine, just now", "engine-build7-1"],
    ["nobody of Fairlead", "notes"],
  ])("%s", async (_title, name) => {
    directoryOf(name);
    expect(leftovers(scratch)).toEqual([]);
    await writeTree({ root: join(directory, "pulumi-gen"), scratch }, new Map([["a/versions.yaml", "v1"]]));
    expect(readdirSync(scratch).sort()).toEqual([".gitignore", name]);
  });

  it("one that is writing", () => {
    lockOf(LIVES);
    directoryOf(ownName("staging", LIVES));
    writeFileSync(join(scratch, "swap.json"), "{}");
    expect(leftovers(scratch)).toEqual([]);
  });
});

it("a project in which nothing has run has nothing left", () => {
  expect(leftovers(join(directory, "none"))).toEqual([]);
});
