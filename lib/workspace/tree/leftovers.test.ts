import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { temporaryDirectory } from "../../../test/temporary-directory.ts";
import { withLockFile } from "../../system/lock-file.ts";
import { listLeftovers } from "./leftovers.ts";
import { runFileName } from "../../system/run-leftovers.ts";
import { writeTree } from "./write-tree.ts";
import { leftIn } from "../../../test/left-in-scratch.ts";

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
/** Leaves the lock file of a killed process. Its process number does not matter. */
const lockOf = (pid: number): void =>
  writeFileSync(join(scratch, "render.lock"), JSON.stringify({ pid, host: hostname(), since: "2026-01-01T00:00:00Z" }));

describe("files of killed runs are listed, and the next run that writes removes them", () => {
  it.each<readonly [title: string, leave: () => void, left: readonly string[]]>([
    ["nothing", () => undefined, []],
    ["the directory of an engine run", () => directoryOf(runFileName("engine", DEAD)), [runFileName("engine", DEAD)]],
    ["a directory of another machine, one day old", () => directoryOf("engine-build7-1", 1), ["engine-build7-1"]],
    ["a tree that is half built", () => directoryOf(runFileName("staging", DEAD)), [runFileName("staging", DEAD)]],
    ["a lock file of a dead process", () => lockOf(DEAD), ["render.lock"]],
    ["a lock file with the number of a living process", () => lockOf(LIVES), ["render.lock"]],
    ["the journal of a swap", () => writeFileSync(join(scratch, "swap.json"), ""), ["swap.json"]],
  ])("%s", async (_title, leave, left) => {
    leave();
    expect(listLeftovers(scratch)).toEqual(left);
    await writeTree({ root: join(directory, "pulumi-gen"), scratch }, new Map([["a/versions.yaml", "v1"]]));
    expect([listLeftovers(scratch), leftIn(scratch)]).toEqual([[], []]);
  });
});

describe("files of runs that may be alive are neither listed nor removed", () => {
  it.each<readonly [title: string, name: string]>([
    ["this machine", runFileName("engine", LIVES)],
    ["another machine, changed just now", "engine-build7-1"],
    ["another program", "notes"],
  ])("%s", async (_title, name) => {
    directoryOf(name);
    expect(listLeftovers(scratch)).toEqual([]);
    await writeTree({ root: join(directory, "pulumi-gen"), scratch }, new Map([["a/versions.yaml", "v1"]]));
    expect(leftIn(scratch)).toEqual([name]);
  });

  it("a run that writes", async () => {
    directoryOf(runFileName("staging", LIVES));
    writeFileSync(join(scratch, "swap.json"), "{}");
    expect(await withLockFile(join(scratch, "render.lock"), {}, () => listLeftovers(scratch))).toEqual([]);
  });
});

it("a directory that does not exist has no leftovers", () => {
  expect(listLeftovers(join(directory, "none"))).toEqual([]);
});
