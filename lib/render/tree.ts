import { escapeRegExp } from "../base/text.ts";
import type { Placed } from "../compile/placed.ts";
import type { Lock } from "../resolve/lock.ts";
import type { Manifest } from "../model/manifest.ts";
import type { ForeignName, StackModel } from "../model/model.ts";
import type { Problem } from "../base/problem.ts";
import type { InventoryObject } from "./inventory.ts";
import { GENERATED_ROOT, lockPath, pathOf } from "./layout.ts";
import { formatLock } from "./versions.ts";
import { toYaml } from "./yaml.ts";

/** Path below the generated root -> content. */
export type Tree = ReadonlyMap<string, string>;

/** An object that is rendered already. */
export interface KeptObject extends Omit<InventoryObject, "hash"> {
  /** Below the generated root. */
  readonly path: string;
}

/** Builds the tree stack by stack, and finds what cannot stand in one tree or one cluster. */
export class TreeBuilder {
  readonly tree = new Map<string, string>();
  readonly problems: Problem[] = [];
  readonly #folded = new Map<string, string>();
  readonly #objects = new Map<string, string>();

  /** The objects of one stack. */
  addObjects(stack: StackModel, objects: readonly Placed[]): void {
    const foreignProblem = foreignCheck(stack);
    for (const placed of objects) {
      const path = pathOf(placed);
      if (!this.#claim(path, placed.place, placed.manifest, stack)) continue;
      const text = toYaml(placed.manifest);
      const problem = foreignProblem(placed.manifest, text);
      if (problem !== undefined) this.#report(path, problem);
      this.tree.set(path, text);
    }
  }

  /** The stack's lock in canonical form, without services that the stack does not run any more. */
  addLock(stack: StackModel, lock: Lock): void {
    const running = new Set(stack.services.map(({ name }) => name));
    this.tree.set(lockPath(stack.name), formatLock(new Map([...lock].filter(([name]) => running.has(name)))));
  }

  /** What the engine has rendered for the stack's components: it stands in the same cluster, and is no part of this tree. */
  addKept(stack: StackModel, kept: readonly KeptObject[]): void {
    for (const { path, apiVersion, kind, namespace, name } of kept)
      this.#claim(
        path,
        { scope: "platform", stack: stack.name },
        { apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) } },
        stack,
      );
  }

  #claim(path: string, place: Placed["place"], manifest: Manifest, stack: StackModel): boolean {
    const folded = path.toLowerCase();
    const file = path.slice(path.lastIndexOf("/") + 1);
    if (file.length > 255) this.#report(path, `the file name has ${file.length} characters; at most 255 fit`);
    const other = this.#folded.get(folded);
    if (other !== undefined) {
      this.#report(path, other === path ? "two objects want this file" : `differs from ${other} in upper and lower case only`);
      return false;
    }
    this.#folded.set(folded, path);
    const [group = ""] = manifest.apiVersion.includes("/") ? manifest.apiVersion.split("/") : [];
    const cluster = place.scope === "service" || place.scope === "platform" ? stack.cluster : "";
    const { name, namespace = "" } = manifest.metadata;
    const identity = `${cluster} ${group} ${manifest.kind} ${namespace} ${name}`;
    const twin = this.#objects.get(identity);
    if (twin !== undefined) this.#report(path, `${manifest.kind} "${name}" is rendered by ${GENERATED_ROOT}/${twin}, too`);
    this.#objects.set(identity, path);
    return twin === undefined;
  }

  #report(path: string, message: string): void {
    this.problems.push({ file: `${GENERATED_ROOT}/${path}`, path: "", message });
  }
}

/** Says of an object of the stack, and its text, that it has a name of another tier; undefined where it has none. */
export function foreignCheck(
  stack: Pick<StackModel, "name" | "tier" | "foreign">,
): (manifest: Manifest, text: string) => string | undefined {
  const pattern = foreignPattern(stack.foreign);
  return ({ kind, metadata: { name } }, text) => {
    const found = pattern?.exec(text)?.[0];
    return found === undefined
      ? undefined
      : `${kind} "${name}" mentions "${found}", which is of another tier than ${stack.name} (${stack.tier})`;
  };
}

/** Matches any of the names as a whole word, or at the start of a bucket's name; undefined where there are none. */
function foreignPattern(names: readonly ForeignName[]): RegExp | undefined {
  if (names.length === 0) return undefined;
  const words = names.map(
    ({ name, buckets }) => `${escapeRegExp(name)}(?:(?![a-z0-9-])${buckets.map((stack) => `|(?=-${escapeRegExp(stack)}-)`).join("")})`,
  );
  return new RegExp(`(?<![a-z0-9-])(?:${words.join("|")})`);
}
