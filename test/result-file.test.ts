import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { TestProject } from "./project.ts";
import { temporaryDirectory } from "./temporary-directory.ts";
import { openResultFile } from "../lib/cli/result-file.ts";

/** Opens the file that a variable names. */
function open(cwd: string, name: string | undefined) {
  let told = "";
  const terminal = { out: () => {}, err: (text: string) => void (told += text), color: false, liveLines: 0, interactive: false };
  return { file: openResultFile({ cwd, env: { FAIRLEAD_RESULT: name }, terminal }), told: () => told };
}

describe("FAIRLEAD_RESULT", () => {
  it.each([[undefined], [""]])("%j keeps nothing, and asks for no JSON", async (name) => {
    const cwd = temporaryDirectory();
    await open(cwd, name).file.write(() => Promise.reject(new Error("asked")));
    expect(existsSync(join(cwd, "run.json"))).toBe(false);
  });

  it("empties an older file at once", () => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, "run.json"), "{}");
    open(cwd, "run.json");
    expect(readFileSync(join(cwd, "run.json"), "utf8")).toBe("");
  });

  it("refuses a file that cannot be written, before any work", () => {
    expect(() => open(temporaryDirectory(), "none/run.json")).toThrow(/^FAIRLEAD_RESULT names a file that cannot be written: ENOENT/);
  });

  it("warns if the file cannot be written at the end", async () => {
    const cwd = temporaryDirectory();
    const { file, told } = open(cwd, "run.json");
    // A directory in its place also stops root, who may write every file.
    const path = join(cwd, "run.json");
    await file.write(async () => {
      rmSync(path);
      mkdirSync(path);
      return "{}";
    });
    expect(told()).toMatch(/^warning: FAIRLEAD_RESULT was not written: EISDIR/);
  });

  it.each<readonly [what: string, args: readonly string[], status: number, result: unknown]>([
    ["a result", ["check"], 0, { upToDate: true }],
    ["an error", ["check", "--stack", "nope"], 3, { error: { code: "NOT_FOUND" } }],
    ["a result in JSON", ["check", "--json"], 0, { upToDate: true }],
  ])("gets %s, and the output stays as it is", (_what, args, status, result) => {
    const project = new TestProject();
    const plain = project.run(args);
    expect(project.run(args, { env: { FAIRLEAD_RESULT: "run.json" } })).toEqual({ ...plain, status });
    expect(JSON.parse(project.read("run.json"))).toMatchObject(result as object);
  });
});
