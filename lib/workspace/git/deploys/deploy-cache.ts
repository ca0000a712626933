import { mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { hashOf } from "../../../base/hash.ts";
import { movesVersion, type StepKind } from "../../../resolve/step-kind.ts";
import { replaceFile } from "../../../system/replace-file.ts";
import type { DeployCommit } from "./lock-step.ts";
import type { DeployLog, PairStep } from "./pair-deploys.ts";

/** A log and the commit that it ends with. */
export interface CachedLog {
  readonly head: string;
  readonly log: DeployLog;
}

/** The version of the file's form and of the kinds of steps. A file of another version is not read. */
const FORMAT = "deploys 1";

type Row = readonly [commit: number, kind: StepKind, from: string, to: string, digest: string];

interface Stored {
  readonly head: string;
  /** Each commit once: many pairs share one. */
  readonly commits: readonly DeployCommit[];
  /** Pair -> its steps. The last one is `deployed` if `ends` names the pair. */
  readonly pairs: Readonly<Record<string, readonly Row[]>>;
  /** The pairs whose `deployed` is older than their steps. */
  readonly ends: readonly string[];
}

/** Reads a cached log. Returns undefined for a file that is missing, corrupt or of another version: git has the same facts. */
export function readCache(path: string): CachedLog | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  if (text.slice(0, Math.max(end, 0)) !== `${FORMAT} ${hashOf(body)}`) return undefined;
  // The hash shows that Fairlead wrote the file in this form.
  const { head, commits, pairs, ends } = JSON.parse(body) as Stored;
  const aged = new Set(ends);
  const stepOf = ([at, kind, from, to, digest]: Row): readonly PairStep[] => {
    const commit = commits[at];
    return commit === undefined ? [] : [{ kind, commit, from, to, digest }];
  };
  const log = new Map(
    Object.entries(pairs).map(([pair, rows]) => {
      const steps = rows.flatMap(stepOf);
      const isAged = aged.has(pair);
      const deployed = isAged ? steps.at(-1) : steps.find((step) => movesVersion(step.kind));
      return [pair, { deployed, steps: isAged ? steps.slice(0, -1) : steps }] as const;
    }),
  );
  return { head, log };
}

/** Writes a log for the next run. A directory that cannot be written is no error: the next run reads git again. */
export function writeCache(path: string, { head, log }: CachedLog): void {
  const commits: DeployCommit[] = [];
  const numbers = new Map<string, number>();
  const rowOf = ({ commit, kind, from, to, digest }: PairStep): Row => {
    let number = numbers.get(commit.id);
    if (number === undefined) {
      number = commits.push(commit) - 1;
      numbers.set(commit.id, number);
    }
    return [number, kind, from, to, digest];
  };
  const ends: string[] = [];
  const pairs = Object.fromEntries(
    [...log].map(([pair, { deployed, steps }]) => {
      if (deployed === undefined || steps.some((step) => step === deployed)) return [pair, steps.map(rowOf)];
      ends.push(pair);
      return [pair, [...steps, deployed].map(rowOf)];
    }),
  );
  const body = JSON.stringify({ head, commits, pairs, ends } satisfies Stored);
  try {
    mkdirSync(dirname(path), { recursive: true });
    replaceFile(path, `${FORMAT} ${hashOf(body)}\n${body}`);
  } catch {
    // A repository may be read-only.
  }
}
