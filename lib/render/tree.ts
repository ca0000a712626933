import type { Placed } from "../compile/placed.ts";
import type { Lock } from "../resolve/lock.ts";
import type { Manifest } from "../model/manifest.ts";
import type { StackModel } from "../model/model.ts";
import type { Problem } from "../base/problem.ts";
import { foreignCheck } from "./foreign-check.ts";
import type { InventoryObject } from "./inventory.ts";
import { GENERATED_ROOT, lockPath, pathOf } from "./layout.ts";
import { formatLock } from "./format-lock.ts";
import { toYaml } from "./yaml.ts";

/** Path below the generated root -> content. */
export type Tree = ReadonlyMap<string, string>;

/** An object that the engine rendered before. */
export interface KeptObject extends Omit<InventoryObject, "hash"> {
  /** Below the generated root. */
  readonly path: string;
}

/** Builds the tree stack by stack, and reports objects that collide in the tree or in a cluster. */
export class TreeBuilder {
  readonly tree = new Map<string, string>();
  readonly problems: Problem[] = [];
  /** Path in lower case -> path. */
  readonly #folded = new Map<string, string>();
  /** Cluster, group, kind, namespace and name -> path. */
  readonly #objects = new Map<string, string>();

  /** Adds the objects of one stack. @param content "none" only checks them, without writing YAML */
  addObjects(stack: StackModel, objects: readonly Placed[], content: "yaml" | "none" = "yaml"): void {
    const foreignProblem = foreignCheck(stack);
    for (const placed of objects) {
      const path = pathOf(placed);
      if (!this.#claim(path, placed.place, placed.manifest, stack)) continue;
      const problem = foreignProblem(placed.manifest);
      if (problem !== undefined) this.#report(path, problem);
      if (content === "yaml") this.tree.set(path, toYaml(placed.manifest));
    }
  }

  /** Adds the stack's lock in canonical form, without services that the stack does not run any more. */
  addLock(stack: StackModel, lock: Lock): void {
    const running = new Set(stack.services.map(({ name }) => name));
    this.tree.set(lockPath(stack.name), formatLock(new Map([...lock].filter(([name]) => running.has(name)))));
  }

  /** Claims the names of the component objects in the same cluster. Their files are not part of this tree. */
  addKept(stack: StackModel, kept: readonly KeptObject[]): void {
    for (const { path, apiVersion, kind, namespace, name } of kept)
      this.#claim(
        path,
        { scope: "platform", stack: stack.name },
        { apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) } },
        stack,
      );
  }

  /** Takes a path and a name in the cluster; false if another object has one of them. */
  #claim(path: string, place: Placed["place"], manifest: Manifest, stack: StackModel): boolean {
    const folded = path.toLowerCase();
    const file = path.slice(path.lastIndexOf("/") + 1);
    if (file.length > 255) this.#report(path, `the file name has ${file.length} characters; the maximum is 255`);
    const taken = this.#folded.get(folded);
    if (taken !== undefined) {
      this.#report(path, taken === path ? "two objects have this path" : `differs from ${taken} only in upper and lower case`);
      return false;
    }
    this.#folded.set(folded, path);
    const [group = ""] = manifest.apiVersion.includes("/") ? manifest.apiVersion.split("/") : [];
    const cluster = place.scope === "service" || place.scope === "platform" ? stack.cluster : "";
    const { name, namespace = "" } = manifest.metadata;
    const identity = `${cluster} ${group} ${manifest.kind} ${namespace} ${name}`;
    const other = this.#objects.get(identity);
    if (other !== undefined) this.#report(path, `${manifest.kind} "${name}" is rendered by ${GENERATED_ROOT}/${other}, too`);
    this.#objects.set(identity, path);
    return other === undefined;
  }

  #report(path: string, message: string): void {
    this.problems.push({ file: `${GENERATED_ROOT}/${path}`, path: "", message });
  }
}
