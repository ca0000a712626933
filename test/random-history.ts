import fc from "fast-check";
import { execFileSync } from "node:child_process";
import type { Lock, LockEntry } from "../lib/resolve/lock.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

/** The stacks and the services of random histories. */
export const STACKS = ["latest", "prod"];
export const SERVICES = ["ad", "cart", "mail", "pay"];

/** A commit: its parents by number, and the locks that it has. */
export interface RandomCommit {
  readonly parents: readonly number[];
  readonly locks: ReadonlyMap<string, Lock>;
}

const entry: fc.Arbitrary<LockEntry> = fc
  .record({
    version: fc.integer({ min: 1, max: 4 }),
    seq: fc.option(fc.integer({ min: 1, max: 8 })),
    isHeld: fc.boolean(),
    config: fc.nat({ max: 2 }),
  })
  .map(({ version, seq, isHeld, config }) => ({
    channel: "main",
    ...(config === 0 ? {} : { config: `${config}`.repeat(12) }),
    digest: `sha256:${`${version}`.repeat(64)}`,
    ...(isHeld && seq !== null ? { hold: { by: "Ada Lovelace", seq: seq + 1, tag: `v${seq + 1}` } } : {}),
    ...(seq === null ? {} : { seq }),
    tag: `v${version}`,
  }));

interface Edit {
  readonly stack: string;
  readonly service: string;
  readonly entry: LockEntry | null;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  stack: fc.constantFrom(...STACKS),
  service: fc.constantFrom(...SERVICES),
  entry: fc.option(entry, { freq: 6 }),
});

/** Random histories with branches and merges, oldest commit first. The last commit is a merge of everything. */
export const histories: fc.Arbitrary<readonly RandomCommit[]> = fc
  .array(
    fc.record({
      parents: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
      edits: fc.array(edit, { maxLength: 3 }),
      takes: fc.nat({ max: 2 }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((steps) => {
    const commits: RandomCommit[] = [];
    for (const { parents: wanted, edits, takes } of steps) {
      const parents =
        commits.length === 0 ? [] : [...new Set(wanted.map((number) => commits.length - 1 - (number % Math.min(4, commits.length))))];
      const base = commits[parents[takes % Math.max(1, parents.length)] ?? -1]?.locks ?? new Map<string, Lock>();
      commits.push({ parents, locks: edited(base, edits) });
    }
    return commits;
  });

function edited(base: ReadonlyMap<string, Lock>, edits: readonly Edit[]): ReadonlyMap<string, Lock> {
  const locks = new Map(base);
  for (const { stack, service, entry } of edits) {
    const lock = new Map(locks.get(stack));
    if (entry === null) lock.delete(service);
    else lock.set(service, entry);
    locks.set(stack, lock);
  }
  return locks;
}

const entryText = (service: string, { hold, ...fields }: LockEntry): string => {
  const lines = Object.entries(fields).map(([name, value]) => `  ${name}: ${value}\n`);
  const held =
    hold === undefined
      ? ""
      : `  hold:\n${Object.entries(hold)
          .map(([name, value]) => `    ${name}: ${value}\n`)
          .join("")}`;
  return `${service}:\n${lines.join("")}${held}`;
};

export const lockText = (lock: Lock): string =>
  [...lock]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([service, entry]) => entryText(service, entry))
    .join("");

/** Makes a repository of a history. The subject of each commit is its number, and each comes one hour after the one before. */
export function historyRepository(commits: readonly RandomCommit[]): string {
  const root = temporaryDirectory("random-history");
  const stream = commits.flatMap(({ parents, locks }, at) => {
    const [first, ...others] = parents;
    const files = [...locks].flatMap(([stack, lock]) => {
      const text = lockText(lock);
      return text === "" ? [] : [`M 100644 inline pulumi-gen/${stack}/versions.yaml\ndata ${text.length}\n${text}\n`];
    });
    return [
      `commit refs/heads/main\nmark :${at + 1}\ncommitter Ada Lovelace <ada@example.com> ${timeOf(at) / 1000} +0000\n`,
      `data ${`${at}`.length}\n${at}\n`,
      ...(first === undefined ? [] : [`from :${first + 1}\n`]),
      ...others.map((parent) => `merge :${parent + 1}\n`),
      "deleteall\n",
      ...files,
    ];
  });
  execFileSync("git", ["init", "--quiet", "--initial-branch=main"], { cwd: root });
  execFileSync("git", ["fast-import", "--quiet", "--force"], { cwd: root, input: stream.join("") });
  return root;
}

/** Returns the time of a commit. Milliseconds since 1970. */
export const timeOf = (number: number): number => Date.UTC(2026, 0, 1) + number * 3_600_000;
