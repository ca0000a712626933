import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { CHECKOUT } from "../../test/project.ts";
import { temporaryDirectory } from "../../test/temporary-directory.ts";

let root: string;
const judge = (): string => join(root, "docs", "judge.md");

beforeEach(() => {
  root = temporaryDirectory("docs");
  for (const path of ["docs", "bench/README.md"]) cpSync(join(CHECKOUT, path), join(root, path), { recursive: true });
});

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, "tables.ts"), "--root", root, ...args], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("the pages hold what the registries say", () => {
  expect(run("--check")).toEqual({ status: 0, stdout: "", stderr: "" });
});

test("a page that differs is refused, then written", () => {
  const before = readFileSync(judge(), "utf8");
  writeFileSync(judge(), before.replace("v1.34.4", "v1.33.0"));
  expect(run("--check")).toEqual({
    status: 1,
    stdout: "",
    stderr: "docs/judge.md: a table differs from its registry; run: npm run docs\n",
  });
  expect(run()).toEqual({ status: 0, stdout: "wrote docs/judge.md\n", stderr: "" });
  expect(readFileSync(judge(), "utf8")).toBe(before);
});

test("a table that no page shows is refused", () => {
  writeFileSync(judge(), readFileSync(judge(), "utf8").replace(/<!-- table: judge-modules -->[^]*?<!-- end -->/, ""));
  const { status, stderr } = run("--check");
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'no page has the table "judge-modules"; add <!-- table: judge-modules --> and <!-- end -->\n',
  });
});
