import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { countUnderLock, holdLock, type Launcher } from "../../test/lock-holder.ts";
import { temporaryDirectory } from "../../test/temporary-directory.ts";
import { isLockFileHeld, withLockFile } from "./lock-file.ts";

let directory: string;
let lock: string;
beforeEach(() => {
  directory = temporaryDirectory("lock");
  lock = join(directory, "render.lock");
});

const PID_NAMESPACE: Launcher = ["unshare", "--user", "--map-root-user", "--pid", "--fork"];
const HAS_PID_NAMESPACES = spawnSync(PID_NAMESPACE[0], [...PID_NAMESPACE.slice(1), "true"]).status === 0;

/** Waits for the lock for a short time. Returns the holders that were announced, and the error. */
async function tryShortly(): Promise<{ readonly announced: readonly string[]; readonly error: unknown }> {
  const announced: string[] = [];
  const error: unknown = await withLockFile(lock, { waitMs: 120, onWait: (holder) => announced.push(holder) }, () => "done").catch(
    (thrown: unknown) => thrown,
  );
  return { announced, error };
}

describe("withLockFile", () => {
  it("removes the file at the end, also if the work fails", async () => {
    expect(await withLockFile(lock, {}, () => readdirSync(directory))).toEqual(["render.lock"]);
    const failing = withLockFile(lock, {}, () => {
      throw new Error("work failed");
    });
    await expect(failing).rejects.toThrow("work failed");
    expect(readdirSync(directory)).toEqual([]);
  });

  it("holds the lock until asynchronous work ends", async () => {
    const order: string[] = [];
    const first = withLockFile(lock, {}, async () => {
      order.push("first");
      await new Promise((resolve) => setTimeout(resolve, 100));
      order.push("first ends");
    });
    await Promise.all([first, withLockFile(lock, {}, () => order.push("second"))]);
    expect(order).toEqual(["first", "first ends", "second"]);
  });

  it("names the holder in the file", async () => {
    const text = await withLockFile(lock, {}, () => readFileSync(lock, "utf8"));
    expect(JSON.parse(text)).toEqual({ pid: process.pid, host: hostname(), since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) });
  });

  it.each([
    ["a dead process", JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), since: "2026-01-01T00:00:00Z" })],
    ["a living process without the lock", JSON.stringify({ pid: 1, host: hostname(), since: "2026-01-01T00:00:00Z" })],
    ["a process of another machine", JSON.stringify({ pid: 1, host: "build-7", since: "2026-01-01T00:00:00Z" })],
    ["no process", ""],
  ])("takes a file that names %s at once", async (_title, content) => {
    writeFileSync(lock, content);
    const text = await withLockFile(lock, { waitMs: 0 }, () => readFileSync(lock, "utf8"));
    expect(JSON.parse(text)).toMatchObject({ pid: process.pid });
    expect(readdirSync(directory)).toEqual([]);
  });

  it("takes the lock of a killed process at once", async () => {
    const holder = await holdLock(lock);
    await holder.kill();
    expect(readdirSync(directory)).toEqual(["render.lock"]);
    expect(await withLockFile(lock, { waitMs: 0 }, () => "done")).toBe("done");
  });

  it("goes on when the holder ends", async () => {
    const { release } = await holdLock(lock);
    setTimeout(() => void release(), 80);
    expect(await withLockFile(lock, { waitMs: 20_000 }, () => "done")).toBe("done");
  });

  it("loses no work of many processes, which remove and recreate the file", { timeout: 120_000 }, async () => {
    const counter = join(directory, "counter");
    writeFileSync(counter, "0");
    const codes = await Promise.all(Array.from({ length: 6 }, () => countUnderLock(lock, counter, 60)));
    expect([codes, readFileSync(counter, "utf8"), readdirSync(directory)]).toEqual([[0, 0, 0, 0, 0, 0], "360", ["counter"]]);
  });

  it("cannot write below a file", async () => {
    writeFileSync(join(directory, "file"), "");
    const path = join(directory, "file", "render.lock");
    await expect(withLockFile(path, {}, () => "done")).rejects.toMatchObject({
      code: "WRITE",
      message: `cannot write ${path}: ENOTDIR: not a directory, open '${path}'`,
    });
  });
});

describe("a living holder", () => {
  it("is announced once, and named when the time is up", async () => {
    const { pid } = await holdLock(lock);
    const content = readFileSync(lock, "utf8");
    const { announced, error } = await tryShortly();
    expect(announced).toEqual([expect.stringMatching(new RegExp(`^process ${pid} on ${hostname()}, since \\d{4}-`))]);
    expect(error).toMatchObject({
      code: "BUSY",
      message: `${lock} is locked by ${announced[0]}`,
      path: lock,
      hint: `wait until it ends; ps -fp ${pid} shows it`,
    });
    expect(readFileSync(lock, "utf8")).toBe(content);
  });

  it("that has not written its name yet is another process", async () => {
    await holdLock(lock);
    writeFileSync(lock, "");
    const { announced, error } = await tryShortly();
    expect([announced, error]).toEqual([
      ["another process"],
      expect.objectContaining({ message: `${lock} is locked by another process`, hint: "wait until it ends" }),
    ]);
  });

  it.skipIf(!HAS_PID_NAMESPACES)("in another pid namespace keeps the lock", async () => {
    const { kill } = await holdLock(lock, PID_NAMESPACE);
    expect((await tryShortly()).error).toMatchObject({ code: "BUSY" });
    await kill();
    expect(await withLockFile(lock, { waitMs: 5000 }, () => "done")).toBe("done");
  });
});

describe("isLockFileHeld", () => {
  it("is true while a process holds the lock", async () => {
    expect(isLockFileHeld(lock)).toBe(false);
    const { release } = await holdLock(lock);
    expect([isLockFileHeld(lock), isLockFileHeld(lock)]).toEqual([true, true]);
    await release();
    expect(isLockFileHeld(lock)).toBe(false);
  });

  it("is false for the file of a killed process, and for a directory that does not exist", async () => {
    const { kill } = await holdLock(lock);
    await kill();
    expect([isLockFileHeld(lock), isLockFileHeld(join(directory, "none", "render.lock"))]).toEqual([false, false]);
  });
});
