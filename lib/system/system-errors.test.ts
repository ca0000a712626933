import { writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { temporaryDirectory } from "../../test/temporary-directory.ts";
import { diskRefusal, isDiskRefusal } from "./system-errors.ts";

const systemError = (code: string): Error => Object.assign(new Error(`${code}: write`), { code, syscall: "write" });

it.each<readonly [title: string, error: unknown, refused: boolean]>([
  ["a full disk", systemError("ENOSPC"), true],
  ["a quota", systemError("EDQUOT"), true],
  ["a missing right", systemError("EACCES"), true],
  ["a read-only file system", systemError("EROFS"), true],
  ["too many open files", systemError("EMFILE"), true],
  ["a file that should be there", systemError("ENOENT"), false],
  ["an error of ours with a code", Object.assign(new Error("x"), { code: "ENOSPC" }), false],
  ["something that is no error", "ENOSPC", false],
])("%s: %o is the system's refusal: %o", (_title, error, refused) => {
  expect(isDiskRefusal(error)).toBe(refused);
});

it("names what could not be done, and what to look at", () => {
  const directory = temporaryDirectory("refusal");
  const error: unknown = (() => {
    try {
      return writeFileSync(directory, "");
    } catch (thrown) {
      return thrown;
    }
  })();
  if (!(error instanceof Error)) throw new Error("a directory was written as a file");
  expect(diskRefusal("nothing is written", error, directory)).toMatchObject({
    code: "WRITE",
    message: `nothing is written: EISDIR: illegal operation on a directory, open '${directory}'`,
    path: directory,
    hint: "look at free space (df) and at rights (ls -ld), then try again",
  });
});

it.each(["EMFILE", "ENFILE"])("for %s it names the limit", (code) => {
  expect(diskRefusal("the system refuses", systemError(code)).hint).toBe(
    "let the process open more files (ulimit -n 4096), then try again",
  );
});
