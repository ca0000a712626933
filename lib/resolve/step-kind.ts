import { buildOfId } from "../releases/release-id.ts";
import { isSameVersion, type LockEntry } from "./lock.ts";

/** Everything that reports know of a kind of step. */
interface StepFacts {
  readonly kind: string;
  /** One sentence for the docs. */
  readonly meaning: string;
  /** True if the stack runs another version after the step. */
  readonly moves: boolean;
}

/** Every kind of step: the change of one lock entry by one commit. */
export const STEP_KINDS = [
  { kind: "new", meaning: "The stack runs the service for the first time.", moves: true },
  { kind: "deploy", meaning: "The stack moves to another version.", moves: true },
  {
    kind: "rollback",
    meaning: "The stack goes back: the move number or the build is lower, or a hold comes with the version.",
    moves: true,
  },
  { kind: "removed", meaning: "The stack does not run the service any more.", moves: true },
  { kind: "hold", meaning: "A hold comes, and the version stays.", moves: false },
  { kind: "resume", meaning: "A hold goes, and the version stays.", moves: false },
  { kind: "other", meaning: "Another field of the entry changes, such as its channel.", moves: false },
] as const satisfies readonly StepFacts[];

export type StepKind = (typeof STEP_KINDS)[number]["kind"];

const MOVES: ReadonlySet<StepKind> = new Set(STEP_KINDS.filter(({ moves }) => moves).map(({ kind }) => kind));

/** True if the stack runs another version after such a step. */
export const movesVersion = (kind: StepKind): boolean => MOVES.has(kind);

/** Names the step from one entry of a lock to the next. Undefined is no entry. */
export function stepKind(from: LockEntry | undefined, to: LockEntry | undefined): StepKind {
  if (to === undefined) return "removed";
  if (from === undefined) return "new";
  const gainsHold = to.hold !== undefined && JSON.stringify(to.hold) !== JSON.stringify(from.hold);
  if (!isSameVersion(from, to)) return gainsHold || goesBack(from, to) ? "rollback" : "deploy";
  if (gainsHold && from.hold === undefined) return "hold";
  return from.hold !== undefined && to.hold === undefined ? "resume" : "other";
}

/** True if the entry has a lower move number or build. Numbers of different channels do not compare. */
function goesBack(from: LockEntry, to: LockEntry): boolean {
  if (from.channel !== to.channel) return false;
  if (from.seq !== undefined && to.seq !== undefined && to.seq < from.seq) return true;
  return from.release !== undefined && to.release !== undefined && buildOfId(to.release) < buildOfId(from.release);
}
