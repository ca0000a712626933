import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CHECKOUT } from "../project.ts";

const COMMANDS = [
  "plan",
  "up",
  "publish",
  "history",
  "status",
  "bootstrap",
  "rollback",
  "resume",
  "release",
  "render",
  "check",
  "diff",
  "explain",
  "new",
  "engine",
  "doctor",
  "demo",
  "--help",
];

/** A command line that is written without `FAIRLEAD`. */
const COMMAND_LINE = new RegExp(`\\bnpx fairlead\\b|\\bfairlead (?:${COMMANDS.join("|")})\\b`);

/** True if a file has the help, whose lines a person with Fairlead on PATH types. */
const isHelp = (file: string): boolean => /^lib\/cli\/(?:app|recorder|.*\/command)\.ts$/.test(file);

const isHome = (file: string): boolean => file === "lib/base/fairlead.ts";

const isComment = (line: string): boolean => /^\s*(?:\/\*\*|\*|\/\/)/.test(line);

test("a hint in lib names a command with npx, so that it can be pasted", () => {
  const files = globSync("lib/**/*.ts", { cwd: CHECKOUT }).filter((file) => !file.endsWith(".test.ts") && !isHelp(file) && !isHome(file));
  const found = files.flatMap((file) =>
    readFileSync(join(CHECKOUT, file), "utf8")
      .split("\n")
      .flatMap((line, index) => (COMMAND_LINE.test(line) && !isComment(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});
