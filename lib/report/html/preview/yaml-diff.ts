import { diff } from "node:util";
import { escapeControls } from "../../../base/escape-controls.ts";

/** Lines around a change, and lines that are compared one by one. */
const [CONTEXT, MAX_LINES] = [3, 1500];

/** Characters of one line, and of one file. A page has thousands of files. */
const [MAX_LINE, MAX_FILE] = [400, 40_000];

/** A line with its sign: a space, `-` or `+`. `@` stands for lines that are left out. */
type SignedLine = string;

/** Compares two files line by line, and leaves out what is equal far from each change. No line has a control character. */
export function yamlDiff(before: string, after: string): readonly SignedLine[] {
  return fitting(aroundChanges(signedLines(linesOf(before), linesOf(after))));
}

const linesOf = (text: string): readonly string[] => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));

function signedLines(left: readonly string[], right: readonly string[]): readonly SignedLine[] {
  let [start, end] = [0, 0];
  const shortest = Math.min(left.length, right.length);
  while (start < shortest && left[start] === right[start]) start += 1;
  while (end < shortest - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end += 1;
  const [gone, come] = [left.slice(start, left.length - end), right.slice(start, right.length - end)];
  const same = (lines: readonly string[]): readonly SignedLine[] => lines.map((line) => ` ${line}`);
  return [...same(left.slice(0, start)), ...middle(gone, come), ...same(left.slice(left.length - end))];
}

function middle(gone: readonly string[], come: readonly string[]): readonly SignedLine[] {
  if (gone.length === 0 || come.length === 0 || gone.length + come.length > MAX_LINES)
    return [...gone.map((line) => `-${line}`), ...come.map((line) => `+${line}`)];
  return diff(gone, come).map(([sign, line]) => `${sign === 0 ? " " : sign === 1 ? "-" : "+"}${line}`);
}

function aroundChanges(lines: readonly SignedLine[]): readonly SignedLine[] {
  const near = new Set(
    lines.flatMap((line, at) => (line.startsWith(" ") ? [] : Array.from({ length: 2 * CONTEXT + 1 }, (_, by) => at - CONTEXT + by))),
  );
  return lines.flatMap((line, at) => (near.has(at) ? [line] : at === 0 || near.has(at - 1) ? ["@"] : []));
}

function fitting(lines: readonly SignedLine[]): readonly SignedLine[] {
  let left = MAX_FILE;
  const shown: SignedLine[] = [];
  for (const line of lines) {
    const cut = escapeControls(
      line.length > MAX_LINE ? `${line.slice(0, MAX_LINE).toWellFormed()}... (${line.length - MAX_LINE} more characters)` : line,
    );
    left -= cut.length;
    if (left < 0) return [...shown, `@${lines.length - shown.length} more lines`];
    shown.push(cut);
  }
  return shown;
}
