import { load } from "js-yaml";
import { hashOf } from "../base/hash.ts";
import type { Problem } from "../base/problem.ts";
import { isRecord } from "../base/values.ts";
import { lstatSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { KUBERNETES_VERSION } from "../pulumi/versions.ts";
import { formatInventory, type Inventory, inventoryFiles, type InventoryObject, parseInventory } from "../render/inventory.ts";
import { componentDirectory, componentInventory } from "../render/layout.ts";
import { isRoute, routeClaims } from "../render/route-claims.ts";
import { missingServices } from "../render/missing-services.ts";
import type { KeptObject } from "../render/tree.ts";
import { readIfExists } from "../system/if-exists.ts";
import { listFiles } from "../system/list-files.ts";
import type { Fleet } from "../model/fleet.ts";
import type { Manifest } from "../model/manifest.ts";
import type { Model, StackModel } from "../model/model.ts";
import { keptProblems } from "./kept-files.ts";
import { componentModules, requireInside, sharedSources } from "./specs/component-sources.ts";

/** A file of a component that differs from what the engine rendered. */
export interface ComponentEdit {
  /** Below the generated root. */
  readonly path: string;
  readonly what: "edited" | "missing" | "stray";
}

/** A component of a stack, with the state of its generated files. */
export interface ComponentState {
  readonly stack: string;
  readonly component: string;
  /** The stack's file. */
  readonly file: string;
  /** The files that it is made from, relative to the project. */
  readonly sources: readonly string[];
  /** The hash of everything that it is made from. */
  readonly inputs: string;
  /** True if the generated files were made from other sources, or if there are none. */
  readonly outdated: boolean;
  /** True if the engine has never rendered it. */
  readonly isNew: boolean;
  readonly edits: readonly ComponentEdit[];
  /** The rendered objects. */
  readonly objects: readonly KeptObject[];
  /** The rules that the kept files break, if the inventory describes them. */
  readonly problems: readonly Problem[];
}

/** True if the engine has nothing to render for a component. */
export const isFresh = ({ outdated, edits, problems }: ComponentState): boolean => !outdated && edits.length === 0 && problems.length === 0;

/** Lists every component of the stacks. @param generated the absolute path of the generated root */
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
  const hasComponents = model.stacks.some(({ components }) => components.length > 0);
  if (hasComponents) requireInside(root);
  const shared = hasComponents ? (await sharedSources(root)).map(hashed) : [];
  for (const on of model.stacks) {
    const { name: stack, file, tier, region, namespace, kubernetesVersion, components } = on;
    const source = fleet.stacks.find((each) => each.file === file);
    for (const component of components) {
      const made = source?.stack.input.components?.[component];
      const modules = source === undefined || made === undefined ? [] : await componentModules(root, source, made);
      const sources = [...shared, ...modules.map(hashed)];
      const inputs = hashOf(JSON.stringify([KUBERNETES_VERSION, sources, component, stack, tier, region, namespace, kubernetesVersion]));
      states.push({
        stack,
        component,
        file,
        sources: [...new Set(sources.map(([path]) => path))],
        inputs,
        ...rendered(generated, on, component, inputs),
      });
    }
  }
  return states;
}

/** Compares the generated files of a component with its inventory. */
function rendered(
  generated: string,
  on: StackModel,
  component: string,
  inputs: string,
): Pick<ComponentState, "outdated" | "isNew" | "edits" | "objects" | "problems"> {
  const of = { stack: on.name, component };
  const path = componentInventory(on.name, component);
  const text = readOwnFile(join(generated, path));
  // An inventory that cannot be read comes from an unfinished merge.
  const inventory = text === undefined ? { inputs: "", objects: [] } : parseInventory(text);
  const textOf = (file: string): string | undefined => readIfExists(join(generated, file));
  const objects = objectsIn(of, inventory, textOf);
  const outdated = inventory?.inputs !== inputs;
  const isEdited = inventory !== undefined && text !== undefined && formatInventory(inventory) !== text;
  const edits = [
    ...(isEdited ? [{ path, what: "edited" } as const] : []),
    ...(inventory === undefined ? [] : editsIn(generated, on.name, component, inventory)),
  ];
  // A file that differs from the inventory, or that other sources made, is reported as such.
  const isKept = !outdated && edits.length === 0;
  const problems = isKept
    ? keptProblems(
        on,
        component,
        objects.map((object) => ({ object, text: textOf(object.path) ?? "" })),
      )
    : [];
  return { outdated, isNew: text === undefined, edits, objects, problems };
}

/** Reads a file. A link in its place counts as no file, because its target is another file. */
const readOwnFile = (path: string): string | undefined =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true ? undefined : readIfExists(path);

/** Lists the objects of an inventory with their files. @param textOf reads a file, relative to the generated root */
export const objectsIn = (
  { stack, component }: Pick<ComponentState, "stack" | "component">,
  inventory: Inventory | undefined,
  textOf: (path: string) => string | undefined,
): readonly KeptObject[] =>
  objectPaths(stack, component, inventory?.objects ?? []).map(([path, object]) => {
    const text = isRoute(object) ? textOf(path) : undefined;
    const route = text === undefined ? undefined : readManifest(text);
    return { ...object, path, ...(route === undefined ? {} : { claims: routeClaims(route) }) };
  });

/** Reads a manifest; undefined if a person wrote something else into the file. */
function readManifest(text: string): Manifest | undefined {
  try {
    const value = load(text);
    return isRecord(value) && isRecord(value["metadata"]) ? (value as unknown as Manifest) : undefined;
  } catch {
    return undefined;
  }
}

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
  const found = new Set(pathsBelow(generated, directory));
  const differ = [...found].flatMap((path): readonly ComponentEdit[] => {
    const hash = expected.get(path);
    if (hash === undefined) return [{ path, what: "stray" }];
    return hashOfFile(join(generated, path)) === hash ? [] : [{ path, what: "edited" }];
  });
  const missing = [...expected.keys()].filter((path) => !found.has(path));
  return [...differ, ...missing.map((path) => ({ path, what: "missing" as const }))];
}

/** Returns the rendered objects of fresh components: stack -> objects. */
export function keptObjects(states: readonly ComponentState[]): ReadonlyMap<string, readonly KeptObject[]> {
  const kept = new Map<string, readonly KeptObject[]>();
  for (const state of states) if (isFresh(state)) kept.set(state.stack, [...(kept.get(state.stack) ?? []), ...state.objects]);
  return kept;
}

/** Returns a test for the paths of one component: its objects and its inventory. */
export function isOf({ stack, component }: Pick<ComponentState, "stack" | "component">): (path: string) => boolean {
  const [directory, inventory] = [componentDirectory(stack, component), componentInventory(stack, component)];
  return (path) => path === inventory || path.startsWith(directory);
}

/** Returns a test for paths of components. Only the engine writes them. */
export function isOfComponent({ stacks }: Model): (path: string) => boolean {
  const all = stacks.flatMap(({ name: stack, components }) => components.map((component) => isOf({ stack, component })));
  return (path) => all.some((isOfOne) => isOfOne(path));
}

/** Lists the files of a directory, as paths from the base. */
const pathsBelow = (base: string, directory: string): readonly string[] =>
  listFiles(join(base, directory)).map((path) => path.slice(base.length + 1));

/** Hashes a file. A link is hashed by its target and never followed, because the target is outside of the project. */
function hashOfFile(path: string): string {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  // Git lists the file, but it was removed.
  if (stat === undefined) return "none";
  if (stat.isFile()) return hashOf(readFileSync(path));
  return hashOf(stat.isSymbolicLink() ? `link ${readlinkSync(path)}` : "neither file nor link");
}

/** Reports calls of Services that components do not render. Components whose files are not up to date are not known. */
export const calledProblems = ({ stacks }: Model, states: readonly ComponentState[]): readonly Problem[] =>
  stacks.flatMap((stack) =>
    missingServices(
      stack,
      new Map(states.flatMap((each) => (each.stack === stack.name && !each.outdated ? [[each.component, each.objects] as const] : []))),
    ),
  );
