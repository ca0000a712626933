import type { ProgramOutcome } from "../../pulumi/process/run-pulumi-program.ts";
import { renderDiagnostics } from "../../pulumi/programs/render/diagnostic.ts";
import type { RenderedStack } from "../../pulumi/programs/render/read-rendered-stack.ts";
import { isInventory } from "../../render/layout.ts";
import type { EngineStack } from "./engine-run.ts";

/** Returns the result of a stack: rendered, or failed with the reason. @param objects the number of objects of its services */
export function stackResult(
  stack: string,
  objects: number,
  outcome: ProgramOutcome | undefined,
  rendered: RenderedStack | undefined,
): EngineStack {
  const [changed, refused] = [rendered?.objects.problems ?? [], rendered?.components.problems ?? []];
  const problems = [...changed, ...refused];
  const { seconds = 0, peakBytes = 0 } = outcome ?? {};
  const diagnostics = renderDiagnostics(outcome?.diagnostics ?? []);
  const common = { stack, objects, seconds, peakBytes, diagnostics, problems };
  if (outcome === undefined) return { ...common, outcome: "failed", message: "did not run" };
  if (outcome.outcome === "failed") return { ...common, outcome: "failed", message: outcome.message };
  if (problems.length === 0) {
    const paths = [...(rendered?.objects.files.keys() ?? []), ...(rendered?.components.files.keys() ?? [])];
    return { ...common, objects: paths.filter((path) => !isInventory(path)).length, outcome: "rendered", message: undefined };
  }
  const message = changed.length > 0 ? "the engine changed some of its objects" : "objects of its components are refused";
  return { ...common, outcome: "failed", message };
}
