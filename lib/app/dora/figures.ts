import type { Pipeline } from "../../model/pipeline/pipeline.ts";
import { stepKind } from "../../resolve/step-kind.ts";
import type { LockStep } from "../../workspace/git/deploys/lock-step.ts";

/** The figures of one stack or stage. Seconds are medians, and undefined if there is nothing to measure. */
interface Figures {
  readonly deploys: number;
  readonly rollbacks: number;
  readonly holds: number;
  readonly hotfixes: number;
  /** Seconds from the build of a release to the commit that deployed it. */
  readonly leadSeconds: number | undefined;
  /** The deploys that failed. */
  readonly failures: number;
  /** Failures for each deploy, 0 to 1. Undefined without a deploy. */
  readonly failureRate: number | undefined;
  /** Seconds from a failed deploy to the commit that replaced it. */
  readonly restoreSeconds: number | undefined;
}

export interface StackFigures extends Figures {
  readonly stack: string;
}

/** The figures of all stacks of a stage. Its lead time is that from the build to the stage. */
export interface StageFigures extends Figures {
  readonly stage: string;
}

/** Returns the time of the build that a step deployed; undefined if no record says it. */
type BuiltAt = (step: LockStep) => string | undefined;

/** The definition of a failure, which reports print beside the figures. */
export const FAILURE = "a deploy failed if the next version of the service on the stack is a rollback or a hotfix";

/** True if the commit's first line calls it a hotfix. */
const isHotfix = ({ commit: { subject } }: LockStep): boolean => /\bhotfix\b/i.test(subject);

const isDeploy = ({ from, to }: LockStep): boolean => ["new", "deploy"].includes(stepKind(from, to));

/** Computes the figures of each stack that changed. @param steps newest first */
export const stackFigures = (steps: readonly LockStep[], builtAt: BuiltAt): readonly StackFigures[] =>
  [...Map.groupBy(steps, ({ stack }) => stack)]
    .map(([stack, own]) => ({ stack, ...figuresOf(own, builtAt) }))
    .toSorted((a, b) => (a.stack < b.stack ? -1 : 1));

/** Computes the figures of each stage of a pipeline, in its order. @param steps newest first */
export const stageFigures = (pipeline: Pipeline, steps: readonly LockStep[], builtAt: BuiltAt): readonly StageFigures[] =>
  pipeline.stages.map(({ name: stage, waves }) => {
    const stacks = new Set(waves.flat());
    const own = steps.filter(({ stack }) => stacks.has(stack));
    return { stage, ...figuresOf(own, builtAt) };
  });

function figuresOf(steps: readonly LockStep[], builtAt: BuiltAt): Figures {
  const kinds = steps.map(({ from, to }) => stepKind(from, to));
  const deploys = steps.filter(isDeploy);
  const lead = deploys.flatMap((step) => {
    const built = builtAt(step);
    return built === undefined ? [] : [secondsBetween(built, step.commit.at)];
  });
  const restored = [...Map.groupBy(steps, ({ stack, service }) => `${stack}/${service}`)].flatMap(([, own]) => restorations(own));
  return {
    deploys: deploys.length,
    rollbacks: kinds.filter((kind) => kind === "rollback").length,
    holds: kinds.filter((kind) => kind === "hold").length,
    hotfixes: deploys.filter(isHotfix).length,
    leadSeconds: median(lead),
    failures: restored.length,
    failureRate: deploys.length === 0 ? undefined : restored.length / deploys.length,
    restoreSeconds: median(restored),
  };
}

/** Returns the seconds from each failed deploy of a service to the change that replaced it. @param steps newest first */
function restorations(steps: readonly LockStep[]): readonly number[] {
  const moves = steps.filter((step) => isDeploy(step) || stepKind(step.from, step.to) === "rollback").toReversed();
  return moves.flatMap((step, at) => {
    const next = moves[at + 1];
    const isFailed = next !== undefined && isDeploy(step) && (!isDeploy(next) || isHotfix(next));
    return isFailed ? [secondsBetween(step.commit.at, next.commit.at)] : [];
  });
}

const secondsBetween = (from: string, to: string): number => Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);

/** Returns the middle value, or the mean of the two middle ones. Undefined for an empty list. */
function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
