import type { ComponentsInput } from "../../pulumi/programs/render/render-input.ts";
import type { RenderedStack } from "../../pulumi/programs/render/read-rendered-stack.ts";
import { parseInventory } from "../../render/inventory.ts";
import { componentDirectory, componentInventory, GENERATED_ROOT } from "../../render/layout.ts";
import { renderTree } from "../../render/render.ts";
import type { Model } from "../../model/model.ts";
import { moduleUrl } from "../../system/own-modules.ts";
import { type Problem, uniqueProblems } from "../../base/problem.ts";
import { calledProblems, type ComponentState, keptObjects, objectsIn } from "../../workspace/components.ts";
import type { ResolvedTree } from "../render-resolved.ts";

const LOADER = moduleUrl("../../workspace/specs/load-components.ts", import.meta.url);

/** Returns the components to render: stack -> job. */
export function componentJobs(root: string, { stacks }: Model, outdated: readonly ComponentState[]): ReadonlyMap<string, ComponentsInput> {
  return new Map(
    stacks.flatMap(({ name, file, kubernetesVersion }) => {
      const names = outdated.flatMap(({ stack, component }) => (stack === name ? [component] : []));
      return names.length === 0 ? [] : [[name, { names, root, file, kubernetesVersion, loader: LOADER }] as const];
    }),
  );
}

/** Adds a problem for each object that two parts of a stack rendered. Adds one for each called Service that is missing. */
export function addCollisions(
  collected: Map<string, RenderedStack>,
  { model, locks }: Pick<ResolvedTree, "model" | "locks">,
  components: readonly ComponentState[],
  made: readonly ComponentState[],
): void {
  if (made.length === 0) return;
  const kept = components.filter((each) => !made.includes(each));
  const rendered = made.map((each): ComponentState => {
    const { stack, component } = each;
    const files = collected.get(stack)?.components.files;
    const inventory = parseInventory(files?.get(componentInventory(stack, component)) ?? "");
    return {
      ...each,
      outdated: false,
      isNew: false,
      edits: [],
      problems: [],
      objects: objectsIn(each, inventory, (path) => files?.get(path)),
    };
  });
  const { problems } = renderTree(model, locks, { kept: keptObjects([...kept, ...rendered]) });
  const blamed = Map.groupBy(problems, (problem) => stackToBlame(problem, made));
  for (const { stack } of made) {
    const called = model.stacks.filter(({ name }) => name === stack);
    const calling = calledProblems({ ...model, stacks: called }, [...kept, ...rendered]);
    if (calling.length > 0) blamed.set(stack, [...uniqueProblems([...(blamed.get(stack) ?? []), ...calling])]);
  }
  for (const [stack, { objects, components: own }] of collected) {
    collected.set(stack, { objects, components: { ...own, problems: [...own.problems, ...(blamed.get(stack) ?? [])] } });
  }
}

/** Returns the stack whose component was rendered last. A collision names two objects, and the other one may have existed before. */
function stackToBlame({ file, message }: Problem, made: readonly ComponentState[]): string | undefined {
  const madeIn = (text: string): string | undefined =>
    made.find(({ stack, component }) => text.includes(`${GENERATED_ROOT}/${componentDirectory(stack, component)}`))?.stack;
  return madeIn(file) ?? madeIn(message);
}
