import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { CHECKOUT, TestProject } from "../project.ts";

/** The command lines of all pages: `history cartservice`. */
const COMMANDS = globSync("{README.md,docs/{,roles/}*.md,examples/*/README.md}", { cwd: CHECKOUT }).flatMap((page) =>
  [...readFileSync(join(CHECKOUT, page), "utf8").matchAll(/npx fairlead ([^`\n&|>#]+)/g)].map(
    ([, line = ""]) => [page, line.trim()] as const,
  ),
);

/** Returns the words of a command line before its first argument or flag. */
const commandOf = (line: string): readonly string[] => {
  const words = line.split(/\s+/);
  const end = words.findIndex((word) => !/^[a-z-]+$/.test(word) || word.startsWith("-"));
  return words.slice(0, Math.min(end === -1 ? words.length : end, 2));
};

const help = new Map<string, string>();

/** Returns the help of a command. If the second word is an argument, asks without it. */
function helpOf(words: readonly string[]): string {
  const key = words.join(" ");
  const known = help.get(key) ?? new TestProject(undefined, CHECKOUT).run([...words, "--help"]).stdout;
  help.set(key, known);
  return known === "" && words.length > 1 ? helpOf(words.slice(0, 1)) : known;
}

it.each(COMMANDS)("%s: %s is a command with these flags", (_page, line) => {
  const text = helpOf(commandOf(line));
  const flags = [...line.matchAll(/(?<= )--[a-z-]+/g)].map(([flag]) => flag);
  expect(text).not.toBe("");
  expect(flags.filter((flag) => !text.includes(flag))).toEqual([]);
});
