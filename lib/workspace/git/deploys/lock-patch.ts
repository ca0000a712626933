import { timeText } from "../../../base/times.ts";
import { isReservedEntry } from "../../../model/reserved-entries.ts";
import { parseLock } from "../../../render/parse-lock.ts";
import type { LockEntry } from "../../../resolve/lock.ts";
import { oneLine } from "../one-line.ts";
import type { DeployCommit, LockStep } from "./lock-step.ts";

/** The lines of context of a patch. An entry has fewer lines, so a hunk shows it as a whole. */
export const CONTEXT_LINES = 40;

/** The format of a commit. A control character separates its fields, and no subject has one after `oneLine`. */
export const COMMIT_FORMAT = "%x01%H%x02%ct%x02%aN%x02%s";

const HUNK = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;
const FILE = /^(?:---|\+\+\+) [ab]\/pulumi-gen\/([^/]+)\/versions\.yaml\t?$/;
const KEY = /^'?([a-z][a-z0-9-]*)'?:/;

/** Reads `git log -p` of locks, line by line. */
export class LockPatchReader {
  #commit: DeployCommit = { id: "", at: "", author: "", subject: "" };
  #stack = "";
  /** The lines of the present hunk that are still to come, before and after. */
  #left: [number, number] = [0, 0];
  #before: string[] = [];
  #after: string[] = [];

  /** Takes a line. Returns the steps of the hunk that it ends. */
  read(line: string): readonly LockStep[] {
    const [before, after] = this.#left;
    if (before > 0 || after > 0) return this.#readInHunk(line);
    if (line.startsWith("\u0001")) this.#commit = parseCommit(line.slice(1));
    else if (line.startsWith("diff ")) this.#stack = "";
    else if (line.startsWith("@@")) {
      const [, from = "1", to = "1"] = HUNK.exec(line) ?? [];
      this.#left = [Number(from), Number(to)];
    } else this.#stack = FILE.exec(line)?.[1] ?? this.#stack;
    return [];
  }

  #readInHunk(line: string): readonly LockStep[] {
    const mark = line[0];
    // "\ No newline at end of file" belongs to neither side.
    if (mark === "\\") return [];
    const text = line.slice(1);
    if (mark !== "+") {
      this.#before.push(text);
      this.#left[0] -= 1;
    }
    if (mark !== "-") {
      this.#after.push(text);
      this.#left[1] -= 1;
    }
    return this.#left[0] > 0 || this.#left[1] > 0 ? [] : this.#endHunk();
  }

  #endHunk(): readonly LockStep[] {
    const [before, after] = [entryTexts(this.#before), entryTexts(this.#after)];
    this.#before = [];
    this.#after = [];
    const steps: LockStep[] = [];
    for (const service of new Set([...before.keys(), ...after.keys()])) {
      const [old, next] = [before.get(service), after.get(service)];
      // A reserved entry has no deploys.
      if (old === next || isReservedEntry(service)) continue;
      const [from, to] = [entryIn(service, old), entryIn(service, next)];
      if (JSON.stringify(from) !== JSON.stringify(to)) steps.push({ stack: this.#stack, service, commit: this.#commit, from, to });
    }
    return steps;
  }
}

/** Returns the text of each entry that begins in the lines. */
function entryTexts(lines: readonly string[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  let [name, text] = ["", ""];
  for (const line of lines) {
    const [, key] = KEY.exec(line) ?? [];
    if (key === undefined) text += `${line}\n`;
    else {
      if (name !== "") texts.set(name, text);
      [name, text] = [key, `${line}\n`];
    }
  }
  if (name !== "") texts.set(name, text);
  return texts;
}

const entryIn = (service: string, text: string | undefined): LockEntry | undefined =>
  text === undefined ? undefined : parseLock(text, service).lock.get(service);

function parseCommit(text: string): DeployCommit {
  const [id = "", seconds = "0", author = "", subject = ""] = text.split("\u0002");
  const at = timeText(Number(seconds) * 1000);
  return { id, at, author: oneLine(author), subject: oneLine(subject) };
}
