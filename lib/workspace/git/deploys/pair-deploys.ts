import type { LockEntry } from "../../../resolve/lock.ts";
import { movesVersion, type StepKind, stepKind } from "../../../resolve/step-kind.ts";
import type { DeployCommit, LockStep } from "./lock-step.ts";

/** A step of one service on one stack, as status and board show it. */
export interface PairStep {
  readonly kind: StepKind;
  readonly commit: DeployCommit;
  /** The tag before. Empty if there was no entry. */
  readonly from: string;
  /** The tag after. Empty if there is no entry. */
  readonly to: string;
  /** The digest after. Empty if the entry has none. */
  readonly digest: string;
}

/** The newest steps of one service on one stack. */
export interface PairDeploys {
  /** The step to the version that HEAD has. Undefined if HEAD has none. */
  readonly deployed: PairStep | undefined;
  /** Newest first, at most `MAX_STEPS`. */
  readonly steps: readonly PairStep[];
}

/** `<stack>/<service>` -> its newest steps, along the first parents of a commit. */
export type DeployLog = ReadonlyMap<string, PairDeploys>;

/** The steps that a log keeps of a pair. */
export const MAX_STEPS = 10;

/** Converts a step of a lock entry. */
export const pairStep = ({ commit, from, to }: Pick<LockStep, "commit" | "from" | "to">): PairStep => ({
  kind: stepKind(from, to),
  commit,
  from: from?.tag ?? "",
  to: to?.tag ?? "",
  digest: to?.digest ?? "",
});

/** Puts newer steps, newest first, before those of a log. Pairs that HEAD does not have any more are left out. */
export function addSteps(before: DeployLog, newer: ReadonlyMap<string, readonly PairStep[]>): DeployLog {
  const log = new Map(before);
  for (const [pair, added] of newer) {
    const known = before.get(pair);
    const steps = [...added, ...(known?.steps ?? [])];
    const deployed = steps.find(({ kind }) => movesVersion(kind)) ?? known?.deployed;
    if (deployed === undefined || deployed.kind === "removed") log.delete(pair);
    else log.set(pair, { deployed, steps: steps.slice(0, MAX_STEPS) });
  }
  return log;
}

/** True if the step led to the version of an entry. An entry of the checkout may differ from the one that HEAD has. */
export const ledTo = ({ to, digest }: PairStep, entry: LockEntry): boolean => to === entry.tag && digest === (entry.digest ?? "");
