import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { temporaryDirectory } from "../../test/temporary-directory.ts";
import { replaceFile, type ReplaceOptions } from "./replace-file.ts";

let directory: string;
let path: string;
beforeEach(() => {
  directory = temporaryDirectory("replace");
  path = join(directory, "versions.yaml");
});

it.each<readonly [title: string, options: ReplaceOptions, steps: readonly string[]]>([
  ["a killed process", {}, ["write", "rename"]],
  ["a power loss", { survives: "power loss" }, ["write", "sync", "rename", "sync directory"]],
])("survives %s", (_title, options, steps) => {
  writeFileSync(path, "old");
  const seen: string[] = [];
  replaceFile(path, "new", { ...options, onStep: (step) => seen.push(`${step}: ${readFileSync(path, "utf8")}`) });
  expect(seen).toEqual(steps.map((step) => `${step}: ${step === "sync directory" ? "new" : "old"}`));
  expect([readFileSync(path, "utf8"), readdirSync(directory), statSync(path).mode & 0o777]).toEqual(["new", ["versions.yaml"], 0o644]);
});

it("makes a file that does not exist, and writes over a temporary file that a killed process left", () => {
  writeFileSync(join(directory, ".next"), "a longer rest");
  replaceFile(path, "new", { temporary: ".next" });
  expect([readFileSync(path, "utf8"), readdirSync(directory)]).toEqual(["new", ["versions.yaml"]]);
});

it.each(["write", "sync", "rename"] as const)("a failure before %s leaves the old file and nothing else", (failing) => {
  writeFileSync(path, "old");
  const onStep = (step: string): void => {
    if (step === failing) throw new Error("no luck");
  };
  expect(() => replaceFile(path, "new", { survives: "power loss", onStep })).toThrow("no luck");
  expect([readFileSync(path, "utf8"), readdirSync(directory)]).toEqual(["old", ["versions.yaml"]]);
});

it("a directory in the file's place is an error, and no temporary file is left", () => {
  mkdirSync(path);
  expect(() => replaceFile(path, "new")).toThrow("EISDIR");
  expect(readdirSync(directory)).toEqual(["versions.yaml"]);
});
