import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { StackModel } from "../../model/model.ts";
import { ASKED, COMPONENTS, type NamedObject, OBJECTS } from "../../pulumi/process/protocol.ts";
import type { StackOutcome } from "../../pulumi/process/run-stack.ts";
import type { Asked } from "../../pulumi/programs/render/asked.ts";
import { readBack } from "../../pulumi/programs/render/read-back.ts";
import { readComponents } from "../../pulumi/programs/render/read-components.ts";
import { isInventory } from "../../render/layout.ts";
import type { ComponentState } from "../../workspace/components.ts";
import type { StackBack } from "./components.ts";
import type { EngineStack } from "./engine-run.ts";

/** A stack on the engine: the objects of its services, and the components to render. */
export interface EngineStackInput {
  readonly stack: StackModel | undefined;
  readonly objects: readonly NamedObject[];
  readonly components: readonly ComponentState[];
}

/** Reads the files that the engine rendered for a stack. @param out the directory of the run */
export function readStack(out: string, { stack, objects, components }: EngineStackInput): StackBack {
  const back = readBack(join(out, OBJECTS), objects);
  if (stack === undefined || components.length === 0) return { objects: back, components: { files: new Map(), problems: [] } };
  const asked: Asked = JSON.parse(readFileSync(join(out, ASKED), "utf8"));
  const rendered = components.map(({ component, inputs }) => ({ name: component, inputs, asked: asked[component] ?? [] }));
  return { objects: back, components: readComponents(join(out, COMPONENTS), stack, rendered) };
}

/** Returns the result of a stack: rendered, or failed with the reason. @param objects the number of objects of its services */
export function stackResult(stack: string, objects: number, outcome: StackOutcome | undefined, back: StackBack | undefined): EngineStack {
  const [lost, refused] = [back?.objects.problems ?? [], back?.components.problems ?? []];
  const problems = [...lost, ...refused];
  const { seconds = 0, peakBytes = 0, diagnostics = [] } = outcome ?? {};
  const common = { stack, objects, seconds, peakBytes, diagnostics, problems };
  if (outcome === undefined) return { ...common, outcome: "failed", message: "did not run" };
  if (outcome.outcome === "failed") return { ...common, outcome: "failed", message: outcome.message };
  if (problems.length === 0) {
    const made = [...(back?.objects.files.keys() ?? []), ...(back?.components.files.keys() ?? [])].filter((path) => !isInventory(path));
    return { ...common, objects: made.length, outcome: "rendered", message: undefined };
  }
  const message = lost.length > 0 ? "what came back is not what went in" : "what its components made is refused";
  return { ...common, outcome: "failed", message };
}
