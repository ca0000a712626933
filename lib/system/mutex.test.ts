import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { temporaryDirectory } from "../../test/temporary-directory.ts";
import { withMutex } from "./mutex.ts";

let directory: string;
let scratch: string;
let lock: string;
beforeEach(() => {
  directory = temporaryDirectory("mutex");
  scratch = join(directory, ".fairlead");
  lock = join(scratch, "render.lock");
});

/** The number of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => child.on("exit", resolve));
  return child.pid ?? 0;
}

const leaveLock = (content: string): void => {
  mkdirSync(scratch, { recursive: true });
  writeFileSync(lock, content);
};

describe("withMutex", () => {
  it("gives the lock back, also when the work fails", async () => {
    expect(await withMutex(scratch, {}, () => existsSync(lock))).toBe(true);
    await expect(
      withMutex(scratch, {}, () => {
        throw new Error("work failed");
      }),
    ).rejects.toThrow("work failed");
    expect(readdirSync(scratch)).toEqual([".gitignore"]);
  });

  it("says in the lock who holds it", async () => {
    const text = await withMutex(scratch, {}, () => readFileSync(lock, "utf8"));
    expect(JSON.parse(text)).toEqual({ pid: process.pid, host: hostname(), since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) });
  });

  it("takes over from a process that is dead", async () => {
    leaveLock(JSON.stringify({ pid: await deadPid(), host: hostname(), since: "2026-01-01T00:00:00Z" }));
    expect(await withMutex(scratch, { waitMs: 0 }, () => "done")).toBe("done");
  });

  it("takes over a lock that has said nothing for long: its holder was killed before it could", async () => {
    leaveLock("");
    utimesSync(lock, new Date(), new Date(Date.now() - 60_000));
    expect(await withMutex(scratch, { waitMs: 0 }, () => "done")).toBe("done");
  });

  it.each([
    [
      "a living process",
      JSON.stringify({ pid: process.ppid, host: hostname(), since: "2026-01-01T00:00:00Z" }),
      `process ${process.ppid} on ${hostname()}, since 2026-01-01T00:00:00Z`,
    ],
    [
      "a process of another machine",
      JSON.stringify({ pid: 1, host: "build-7", since: "2026-01-01T00:00:00Z" }),
      "process 1 on build-7, since 2026-01-01T00:00:00Z",
    ],
    ["a lock that is being written", "", "another process"],
  ])("waits for %s, then refuses and says how to go on", async (_title, content, holder) => {
    leaveLock(content);
    const waited: string[] = [];
    await expect(withMutex(scratch, { waitMs: 120, onWait: (who) => waited.push(who) }, () => "done")).rejects.toMatchObject({
      code: "BUSY",
      message: `another render is at work here: ${holder}`,
      hint: `wait until it ends; if there is no such process any more: rm ${lock}`,
    });
    expect(waited).toEqual([holder]);
    expect(readFileSync(lock, "utf8")).toBe(content);
  });

  it("goes on as soon as the other one ends", async () => {
    leaveLock(JSON.stringify({ pid: process.ppid, host: hostname(), since: "2026-01-01T00:00:00Z" }));
    setTimeout(() => rmSync(lock), 80);
    expect(await withMutex(scratch, { waitMs: 5000 }, () => "done")).toBe("done");
  });
});
