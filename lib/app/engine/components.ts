import type { ComponentsJob } from "../../pulumi/process/protocol.ts";
import { parseInventory } from "../../render/inventory.ts";
import { componentDirectory, componentInventory, GENERATED_ROOT } from "../../render/layout.ts";
import type { ReadBack } from "../../pulumi/programs/render/read-back.ts";
import { renderTree } from "../../render/render.ts";
import type { Model } from "../../model/model.ts";
import type { Problem } from "../../base/problem.ts";
import { type ComponentState, keptObjects, objectsIn } from "../../workspace/components.ts";
import type { ResolvedTree } from "../render-resolved.ts";

const LOADER = new URL("../../workspace/specs/load-components.ts", import.meta.url).href;

/** What came back of a stack: its objects, and what its components made. */
export interface StackBack {
  readonly objects: ReadBack;
  readonly components: ReadBack;
}

/** Stack -> the components of it that have to be rendered. */
export function componentJobs(root: string, { stacks }: Model, outdated: readonly ComponentState[]): ReadonlyMap<string, ComponentsJob> {
  return new Map(
    stacks.flatMap(({ name, file }) => {
      const names = outdated.flatMap(({ stack, component }) => (stack === name ? [component] : []));
      return names.length === 0 ? [] : [[name, { names, root, file, loader: LOADER }] as const];
    }),
  );
}

/** Adds what only shows in the whole: an object of a component that a service, the platform or another component has, too. */
export function addCollisions(
  collected: Map<string, StackBack>,
  { model, locks }: ResolvedTree,
  components: readonly ComponentState[],
  made: readonly ComponentState[],
): void {
  if (made.length === 0) return;
  const kept = components.filter((each) => !made.includes(each));
  const rendered = made.map((each): ComponentState => {
    const { stack, component } = each;
    const inventory = parseInventory(collected.get(stack)?.components.files.get(componentInventory(stack, component)) ?? "");
    return { ...each, outdated: false, isNew: false, edits: [], objects: objectsIn(stack, component, inventory) };
  });
  const { problems } = renderTree(model, locks, { kept: keptObjects([...kept, ...rendered]) });
  const blamed = Map.groupBy(problems, (problem) => stackToBlame(problem, made));
  for (const [stack, { objects, components: own }] of collected) {
    collected.set(stack, { objects, components: { ...own, problems: [...own.problems, ...(blamed.get(stack) ?? [])] } });
  }
}

/** The stack whose component came last: the problem is reported of one object, and names the other, which may be the one that is there already. */
function stackToBlame({ file, message }: Problem, made: readonly ComponentState[]): string | undefined {
  const madeIn = (text: string): string | undefined =>
    made.find(({ stack, component }) => text.includes(`${GENERATED_ROOT}/${componentDirectory(stack, component)}`))?.stack;
  return madeIn(file) ?? madeIn(message);
}
