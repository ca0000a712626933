import { writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { temporaryDirectory } from "../../test/temporary-directory.ts";
import { writeError, isEnvironmentError } from "./system-errors.ts";

const systemError = (code: string): Error => Object.assign(new Error(`${code}: write`), { code, syscall: "write" });

it.each<readonly [title: string, error: unknown, expected: boolean]>([
  ["a full disk", systemError("ENOSPC"), true],
  ["a quota", systemError("EDQUOT"), true],
  ["a missing permission", systemError("EACCES"), true],
  ["a read-only file system", systemError("EROFS"), true],
  ["too many open files", systemError("EMFILE"), true],
  ["a file that does not exist", systemError("ENOENT"), false],
  ["an error of ours with a code", Object.assign(new Error("x"), { code: "ENOSPC" }), false],
  ["a string", "ENOSPC", false],
])("%s: %o is an environment error: %o", (_title, error, expected) => {
  expect(isEnvironmentError(error)).toBe(expected);
});

it("names the failed work, and the commands that show the cause", () => {
  const directory = temporaryDirectory("refusal");
  const error: unknown = (() => {
    try {
      return writeFileSync(directory, "");
    } catch (thrown) {
      return thrown;
    }
  })();
  if (!(error instanceof Error)) throw new Error("a directory was written as a file");
  expect(writeError("nothing is written", error, directory)).toMatchObject({
    code: "WRITE",
    message: `nothing is written: EISDIR: illegal operation on a directory, open '${directory}'`,
    path: directory,
    hint: "check free space (df) and permissions (ls -ld), then try again",
  });
});

it.each(["EMFILE", "ENFILE"])("%s: the hint names the limit", (code) => {
  expect(writeError("the system refuses", systemError(code)).hint).toBe("let the process open more files (ulimit -n 4096), then try again");
});
