import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryDirectory } from "../../../test/temporary-directory.ts";
import { isWritten, noteWrittenFiles, readWrittenFiles } from "./written-files.ts";

const none = { created: [], changed: [], removed: [], unchanged: 0 };

describe("the note of written files", () => {
  it("knows each content that a run wrote", () => {
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
    expect([isWritten(written, "a b.yaml", "1\n"), isWritten(written, "c.yaml", "4\n"), isWritten(written, "c.yaml", "3\n")]).toEqual([
      true,
      false,
      true,
    ]);
    noteWrittenFiles(scratch, new Map(), { ...none, removed: ["a b.yaml", "c.yaml"] });
    const removed = readWrittenFiles(scratch);
    expect([isWritten(removed, "a b.yaml", "1\n"), isWritten(removed, "a b.yaml", "")]).toEqual([true, true]);
  });

  it.each<readonly [what: string, make: (path: string) => void]>([
    ["there is none", () => {}],
    ["a directory is in its place", (path) => mkdirSync(path)],
  ])("is empty, and writing does not fail, if %s", (_what, make) => {
    const scratch = temporaryDirectory();
    make(join(scratch, "written.txt"));
    expect(readWrittenFiles(scratch)).toBe("");
    noteWrittenFiles(scratch, new Map([["a.yaml", ""]]), { ...none, created: ["a.yaml"] });
  });

  it("ends a line that a killed run left, and drops old marks once it is long", () => {
    const scratch = temporaryDirectory();
    writeFileSync(join(scratch, "written.txt"), "\n0123456789ab");
    const note = (): void => noteWrittenFiles(scratch, new Map([["a.yaml", "1"]]), { ...none, created: ["a.yaml"] });
    note();
    expect(isWritten(readWrittenFiles(scratch), "a.yaml", "1")).toBe(true);
    writeFileSync(join(scratch, "written.txt"), "\n0123456789abcdef".repeat(420_000));
    note();
    const written = readWrittenFiles(scratch);
    expect([isWritten(written, "a.yaml", "1"), written.length < 3_600_000]).toEqual([true, true]);
  });
});
