import type { Problem } from "../../base/problem.ts";
import type { ProgramOutcome } from "../../pulumi/process/run-pulumi-program.ts";
import type { RunProgramsOptions } from "../../pulumi/run-programs.ts";
import { compareRenders, type UnstableObject } from "../../pulumi/programs/render/compare-renders.ts";
import type { RenderedStack } from "../../pulumi/programs/render/read-rendered-stack.ts";
import type { RenderInput } from "../../pulumi/programs/render/render-input.ts";
import { type ComponentState, isOf } from "../../workspace/components.ts";
import { findUnstableCalls, type UnstableCall } from "../../workspace/unstable-calls.ts";

/** Calls that one message names at most. */
const CALLS = 3;

interface FirstRender {
  /** The rendered stacks. Those that differ get problems. */
  readonly collected: Map<string, RenderedStack>;
  readonly outcomes: ReadonlyMap<string, ProgramOutcome>;
  /** The components that were rendered. */
  readonly components: readonly ComponentState[];
  readonly root: string;
}

/** Renders the inputs, and adds each result to a map. */
export type RunRenders = (
  inputs: readonly RenderInput[],
  collected: Map<string, RenderedStack>,
  on: Pick<RunProgramsOptions, "onProgress" | "onEnd">,
) => Promise<ReadonlyMap<string, ProgramOutcome>>;

/**
 * Renders components a second time, at another time of another day, and adds a problem for each field that differs.
 * A stack that has failed is not rendered again.
 * @returns the outcomes of both renders together
 */
export async function renderAgain(
  inputs: readonly RenderInput[],
  run: RunRenders,
  { collected, outcomes, components, root }: FirstRender,
): Promise<ReadonlyMap<string, ProgramOutcome>> {
  const repeated = inputs.filter(
    ({ stack, components: job }) => job !== undefined && collected.get(stack)?.components.problems.length === 0,
  );
  if (repeated.length === 0) return outcomes;
  const second = new Map<string, RenderedStack>();
  const again = await run(
    repeated.map((input) => ({ ...input, objects: [], isSecond: true })),
    second,
    { onProgress: () => undefined, onEnd: () => undefined },
  );
  for (const [stack, { components: files }] of second) {
    const before = collected.get(stack);
    if (before === undefined) continue;
    const unstable = compareRenders(before.components, files);
    const problems = unstable.map((object) => describeUnstable(object, root, components));
    collected.set(stack, { ...before, components: { ...before.components, problems: [...before.components.problems, ...problems] } });
  }
  return new Map([...outcomes].map(([stack, outcome]) => [stack, together(outcome, again.get(stack))]));
}

/** Adds a second run to a first. If the second failed, both did. */
function together(first: ProgramOutcome, second: ProgramOutcome | undefined): ProgramOutcome {
  if (second === undefined) return first;
  const figures = { seconds: first.seconds + second.seconds, peakBytes: Math.max(first.peakBytes, second.peakBytes) };
  if (second.outcome === "succeeded" || first.outcome === "failed") return { ...first, ...figures };
  const diagnostics = [...first.diagnostics, ...second.diagnostics.filter(({ severity }) => severity === "error")];
  return { ...first, ...figures, outcome: "failed", message: `the second of two renders failed: ${second.message}`, diagnostics };
}

function describeUnstable({ path, label, kind, fields }: UnstableObject, root: string, components: readonly ComponentState[]): Problem {
  const owner = components.find((each) => isOf(each)(path));
  const calls = likelyCalls(findUnstableCalls(root, owner?.sources ?? []), kind);
  const cause = calls.length === 0 ? "its sources read a clock or a random value" : `see ${calls.map(callText).join(", ")}`;
  const what = fields.length === 0 ? "is in only one of two renders" : `${fields.join(", ")} changes with each render`;
  const fix = "write the value in the chart's values or in the component, or let an ExternalSecret generate it";
  return {
    file: owner?.file ?? "",
    path: `components.${owner?.component ?? ""}`,
    message: `${label}: ${what}; ${cause}; ${fix}`,
  };
}

/** Returns the calls in files that name the object's kind, or else all. */
function likelyCalls(calls: readonly UnstableCall[], kind: string): readonly UnstableCall[] {
  const likely = calls.filter(({ text }) => new RegExp(`^\\s*kind:\\s*${kind}\\b`, "m").test(text) || text.includes(`.${kind}(`));
  return (likely.length === 0 ? calls : likely).slice(0, CALLS);
}

const callText = ({ file, line, call }: UnstableCall): string => `${call} in ${file}:${line}`;
