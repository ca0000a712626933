import { closeSync, openSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryDirectory } from "../../test/temporary-directory.ts";
import { flockByProgram, type FlockMode } from "./flock-program.ts";
import { tryFlock } from "./flock.ts";

type Lock = (fd: number, path: string, mode: FlockMode) => boolean;

/** Locks through a program that the given PATH has. */
const byProgram =
  (path: () => string | undefined): Lock =>
  (fd, _path, mode) => {
    const before = process.env["PATH"];
    process.env["PATH"] = path() ?? before;
    try {
      const result = flockByProgram(fd, mode);
      if (typeof result === "string") return result === "locked";
      throw new Error(result.refused);
    } finally {
      process.env["PATH"] = before;
    }
  };

/** Makes a directory of programs that has only perl, because macOS has no flock. */
function onlyPerl(): string {
  const directory = temporaryDirectory("perl");
  symlinkSync("/usr/bin/perl", join(directory, "perl"));
  return directory;
}

describe.each<readonly [string, Lock]>([
  ["koffi", tryFlock],
  ["the program flock", byProgram(() => undefined)],
  ["perl", byProgram(onlyPerl)],
])("a second descriptor, with %s", (_name, lock) => {
  it.each<readonly [first: FlockMode, second: FlockMode, locked: boolean]>([
    ["exclusive", "exclusive", false],
    ["exclusive", "shared", false],
    ["shared", "exclusive", false],
    ["shared", "shared", true],
  ])("%s, then %s: %s", (first, second, locked) => {
    const directory = temporaryDirectory("flock");
    const [one, other] = [openSync(directory, "r"), openSync(directory, "r")];
    expect(lock(one, directory, first)).toBe(true);
    // The kernel has one kind of lock, however it was taken.
    expect(tryFlock(other, directory, second)).toBe(locked);
    expect(lock(other, directory, second)).toBe(locked);
    closeSync(one);
    expect(lock(other, directory, second)).toBe(true);
    closeSync(other);
  });
});

it("names the programs if there are none", () => {
  expect(() => byProgram(() => "/nowhere")(0, "/", "exclusive")).toThrow(`no flock on ${process.platform}: neither flock nor perl runs`);
});

it("names the file and a fix if the system refuses to lock it", () => {
  expect(() => tryFlock(2 ** 20, "/shop/.fairlead/render.lock", "exclusive")).toThrowError(
    expect.objectContaining({
      code: "WRITE",
      message: "/shop/.fairlead/render.lock cannot be locked: EBADF",
      path: "/shop/.fairlead/render.lock",
      hint: "move its directory to a local disk of Linux or macOS",
    }),
  );
});
