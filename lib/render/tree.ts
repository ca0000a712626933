import { escapeRegExp } from "../spec/values.ts";
import type { Placed } from "../compile/placed.ts";
import type { Lock } from "../resolve/lock.ts";
import type { ForeignName, StackModel } from "../spec/model.ts";
import type { Problem } from "../spec/problem.ts";
import { GENERATED_ROOT, lockPath, pathOf } from "./layout.ts";
import { formatLock } from "./versions.ts";
import { toYaml } from "./yaml.ts";

/** Path below the generated root -> content. */
export type Tree = ReadonlyMap<string, string>;

/** Builds the tree stack by stack, and finds what cannot stand in one tree or one cluster. */
export class TreeBuilder {
  readonly tree = new Map<string, string>();
  readonly problems: Problem[] = [];
  readonly #folded = new Map<string, string>();
  readonly #objects = new Map<string, string>();

  /** The objects of one stack. */
  addObjects(stack: StackModel, objects: readonly Placed[]): void {
    const foreign = foreignPattern(stack.foreign);
    for (const placed of objects) {
      const path = pathOf(placed);
      if (!this.#claim(path, placed, stack)) continue;
      const text = toYaml(placed.manifest);
      const found = foreign?.exec(text)?.[0];
      if (found !== undefined) {
        this.#report(
          path,
          `${placed.manifest.kind} "${placed.manifest.metadata.name}" mentions "${found}", which is of another tier than ${stack.name} (${stack.tier})`,
        );
      }
      this.tree.set(path, text);
    }
  }

  /** The stack's lock in canonical form, without services that the stack does not run any more. */
  addLock(stack: StackModel, lock: Lock): void {
    const running = new Set(stack.services.map(({ name }) => name));
    this.tree.set(lockPath(stack.name), formatLock(new Map([...lock].filter(([name]) => running.has(name)))));
  }

  #claim(path: string, { place, manifest }: Placed, stack: StackModel): boolean {
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

/** Matches any of the names as a whole word, or at the start of a bucket's name; undefined where there are none. */
function foreignPattern(names: readonly ForeignName[]): RegExp | undefined {
  if (names.length === 0) return undefined;
  const words = names.map(
    ({ name, buckets }) => `${escapeRegExp(name)}(?:(?![a-z0-9-])${buckets.map((stack) => `|(?=-${escapeRegExp(stack)}-)`).join("")})`,
  );
  return new RegExp(`(?<![a-z0-9-])(?:${words.join("|")})`);
}
