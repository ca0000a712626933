import { hashOf } from "../base/hash.ts";
import { lstatSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { KUBERNETES_VERSION } from "../pulumi/versions.ts";
import { type Inventory, inventoryFiles, type InventoryObject, parseInventory } from "../render/inventory.ts";
import { componentDirectory, componentInventory, GENERATED_ROOT, isInventory } from "../render/layout.ts";
import type { KeptObject } from "../render/tree.ts";
import { filesBelow, readIfThere } from "../system/read-if-exists.ts";
import type { Fleet } from "../model/fleet.ts";
import type { Model } from "../model/model.ts";
import type { Io } from "../cli/io.ts";
import { componentModules, sharedSources } from "./specs/component-sources.ts";

/** A file of a component that is not as the engine rendered it. */
export interface ComponentEdit {
  /** Below the generated root. */
  readonly path: string;
  readonly what: "edited" | "missing" | "stray";
}

/** A component of a stack, and what is generated of it. */
export interface ComponentState {
  readonly stack: string;
  readonly component: string;
  /** Of everything that it is made from. */
  readonly inputs: string;
  /** Whether what is generated was made from something else, or there is nothing yet. */
  readonly outdated: boolean;
  /** Whether the engine has never rendered it. */
  readonly isNew: boolean;
  readonly edits: readonly ComponentEdit[];
  /** What was rendered. */
  readonly objects: readonly KeptObject[];
}

/** Whether the engine has nothing to do for a component. */
export const isFresh = ({ outdated, edits }: ComponentState): boolean => !outdated && edits.length === 0;

/** Every component of the stacks. @param generated the generated root on the disk */
export async function componentsOf(
  { root, fleet, model }: { readonly root: string; readonly fleet: Fleet; readonly model: Model },
  generated: string,
): Promise<readonly ComponentState[]> {
  const states: ComponentState[] = [];
  const hashes = new Map<string, string>();
  const hashed = (file: string): readonly [string, string] => {
    const hash = hashes.get(file) ?? hashOfFile(join(root, file));
    hashes.set(file, hash);
    return [file, hash];
  };
  const shared = model.stacks.some(({ components }) => components.length > 0) ? (await sharedSources(root)).map(hashed) : [];
  for (const { name: stack, file, tier, region, namespace, components } of model.stacks) {
    const source = fleet.stacks.find((each) => each.file === file);
    for (const component of components) {
      const made = source?.stack.input.components?.[component];
      const modules = source === undefined || made === undefined ? [] : await componentModules(root, source, made);
      const sources = [...shared, ...modules.map(hashed)];
      const inputs = hashOf(JSON.stringify([KUBERNETES_VERSION, sources, component, stack, tier, region, namespace]));
      states.push({ stack, component, inputs, ...rendered(generated, stack, component, inputs) });
    }
  }
  return states;
}

/** What is generated of a component. */
function rendered(
  generated: string,
  stack: string,
  component: string,
  inputs: string,
): Pick<ComponentState, "outdated" | "isNew" | "edits" | "objects"> {
  const text = readIfThere(join(generated, componentInventory(stack, component)));
  // Without an inventory nothing there is known; one that cannot be read is git's, in a merge that is not done.
  const inventory = text === undefined ? { inputs: "", objects: [] } : parseInventory(text);
  const edits = inventory === undefined ? [] : editsIn(generated, stack, component, inventory);
  return { outdated: inventory?.inputs !== inputs, isNew: text === undefined, edits, objects: objectsIn(stack, component, inventory) };
}

/** What an inventory names, with its files. */
export const objectsIn = (stack: string, component: string, inventory: Inventory | undefined): readonly KeptObject[] =>
  objectPaths(stack, component, inventory?.objects ?? []).map(([path, object]) => ({ ...object, path }));

function objectPaths(
  stack: string,
  component: string,
  objects: readonly InventoryObject[],
): readonly (readonly [string, InventoryObject])[] {
  const files = inventoryFiles(objects);
  return objects.map((object, index) => [`${componentDirectory(stack, component)}${files[index]}`, object]);
}

function editsIn(generated: string, stack: string, component: string, { objects }: Inventory): readonly ComponentEdit[] {
  const directory = componentDirectory(stack, component);
  const expected = new Map(objectPaths(stack, component, objects).map(([path, { hash }]) => [path, hash]));
  const found = new Set(pathsBelow(generated, directory).filter((path) => !isInventory(path)));
  const differ = [...found].flatMap((path): readonly ComponentEdit[] => {
    const hash = expected.get(path);
    if (hash === undefined) return [{ path, what: "stray" }];
    return hashOfFile(join(generated, path)) === hash ? [] : [{ path, what: "edited" }];
  });
  const missing = [...expected.keys()].filter((path) => !found.has(path));
  return [...differ, ...missing.map((path) => ({ path, what: "missing" as const }))];
}

/** Stack -> what its components have rendered and stays as it is. */
export function keptObjects(states: readonly ComponentState[]): ReadonlyMap<string, readonly KeptObject[]> {
  const kept = new Map<string, readonly KeptObject[]>();
  for (const state of states) if (isFresh(state)) kept.set(state.stack, [...(kept.get(state.stack) ?? []), ...state.objects]);
  return kept;
}

/** Says which components stay as they are although they should be another: without the engine nobody can make them. */
export function noteOutdated(io: Io, states: readonly ComponentState[]): void {
  for (const state of states.filter((each) => !isFresh(each))) {
    const why = state.outdated ? "its sources have changed" : "files of it were edited by hand";
    const what = state.isNew ? "is not there yet" : `is kept as it is, though ${why}`;
    io.err(`note: ${GENERATED_ROOT}/${componentDirectory(state.stack, state.component)} ${what}; npx fairlead up renders it\n`);
  }
}

/** Whether a path below the generated root is of a component: the engine alone can make it, so that others keep it as it is. */
export function isOfComponent({ stacks }: Model): (path: string) => boolean {
  const directories = stacks.flatMap(({ name, components }) => components.map((component) => componentDirectory(name, component)));
  return directories.length === 0 ? () => false : (path) => directories.some((directory) => path.startsWith(directory));
}

/** The files of a directory, as paths from the base. */
const pathsBelow = (base: string, directory: string): readonly string[] =>
  filesBelow(join(base, directory)).map((path) => path.slice(base.length + 1));

/** A link stands for where it leads, and is not followed: what is there is no file of the project. */
function hashOfFile(path: string): string {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  // Git knows it, and it has been removed.
  if (stat === undefined) return "none";
  if (stat.isFile()) return hashOf(readFileSync(path));
  return hashOf(stat.isSymbolicLink() ? `link ${readlinkSync(path)}` : "neither file nor link");
}
