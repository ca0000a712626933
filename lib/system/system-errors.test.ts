import { writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { temporaryDirectory } from "../../test/temporary-directory.ts";
import { isSystemError, writeError } from "./system-errors.ts";

const systemError = (code: string): Error => Object.assign(new Error(`${code}: write`), { code, syscall: "write" });

it.each<readonly [title: string, error: unknown, expected: boolean]>([
  ...["ENOSPC", "EDQUOT", "EACCES", "EROFS", "EIO", "EBUSY", "ENOLCK", "ESTALE", "ELOOP", "ENAMETOOLONG", "EMFILE", "ENOENT"].map(
    (code) => [code, systemError(code), true] as const,
  ),
  ["an error of ours with a code", Object.assign(new Error("x"), { code: "ENOSPC" }), false],
  ["a string", "ENOSPC", false],
])("%s: %o is a system error: %o", (_title, error, expected) => {
  expect(isSystemError(error)).toBe(expected);
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

it("EBUSY: the hint names the path of the error", () => {
  const error = Object.assign(new Error("EBUSY: resource busy or locked, rename '/shop/pulumi-gen'"), {
    code: "EBUSY",
    syscall: "rename",
    path: "/shop/pulumi-gen",
  });
  expect(writeError("the system refuses", error)).toMatchObject({
    path: "/shop/pulumi-gen",
    hint: "findmnt shows mount points, fuser -v /shop/pulumi-gen shows the programs that use it; then try again",
  });
});
