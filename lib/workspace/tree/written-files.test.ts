import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryDirectory } from "../../../test/temporary-directory.ts";
import { isWritten, noteWrittenFiles, readWrittenFiles } from "./written-files.ts";

const none = { created: [], changed: [], removed: [], unchanged: 0 };

describe("the note of written files", () => {
  it("knows the last content of each file that a run wrote", () => {
    const scratch = temporaryDirectory();
    noteWrittenFiles(
      scratch,
      new Map([
        ["a b.yaml", "1\n"],
        ["c.yaml", "2\n"],
      ]),
      { ...none, created: ["a b.yaml", "c.yaml"] },
    );
    noteWrittenFiles(scratch, new Map([["c.yaml", "3\n"]]), { ...none, changed: ["c.yaml"] });
    const written = readWrittenFiles(scratch);
    expect([isWritten(written, "a b.yaml", "1\n"), isWritten(written, "c.yaml", "2\n"), isWritten(written, "c.yaml", "3\n")]).toEqual([
      true,
      false,
      true,
    ]);
    noteWrittenFiles(scratch, new Map(), { ...none, removed: ["a b.yaml", "c.yaml"] });
    const removed = readWrittenFiles(scratch);
    expect([isWritten(removed, "a b.yaml", "1\n"), isWritten(removed, "a b.yaml", "")]).toEqual([false, true]);
  });

  it.each<readonly [what: string, make: (path: string) => void]>([
    ["there is none", () => {}],
    ["it is malformed", (path) => writeFileSync(path, "\u0000\n\nabc\n0123456789abcdef\n")],
    ["a directory is in its place", (path) => mkdirSync(path)],
  ])("is empty, and writing does not fail, if %s", (_what, make) => {
    const scratch = temporaryDirectory();
    make(join(scratch, "written.txt"));
    expect(readWrittenFiles(scratch)).toEqual(new Map());
    noteWrittenFiles(scratch, new Map([["a.yaml", ""]]), { ...none, created: ["a.yaml"] });
  });
});
