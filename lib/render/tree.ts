import type { Problem } from "../base/problem.ts";
import type { CompiledObject } from "../compile/compiled-object.ts";
import { withoutHash } from "../compile/short-hash.ts";
import type { StackModel } from "../model/model.ts";
import { withAddresses } from "../resolve/lock-addresses.ts";
import type { Lock } from "../resolve/lock.ts";
import { foreignMessage, foreignName } from "./foreign-names.ts";
import { HostOwners } from "./host-owners.ts";
import type { InventoryObject } from "./inventory.ts";
import { ObjectOwners } from "./object-owners.ts";
import { PodOwners } from "./pod-owners.ts";
import type { HeldPart } from "./held-services.ts";
import { RESERVED_ENTRIES } from "../model/reserved-entries.ts";
import { GENERATED_ROOT, lockPath, pathOf, serviceOfPath } from "./layout.ts";
import { isRoute, type RouteClaim, routeClaims } from "./route-claims.ts";
import { intruder, TreeProblems } from "./tree-problems.ts";
import { formatLock } from "./format-lock.ts";
import { toYaml } from "./yaml.ts";

/** Path relative to the generated root -> content. */
export type Tree = ReadonlyMap<string, string>;

/** An object that the engine rendered before. */
export interface KeptObject extends Omit<InventoryObject, "hash"> {
  /** Relative to the generated root. */
  readonly path: string;
  /** The hosts whose paths it takes, if it is a route. */
  readonly claims?: readonly RouteClaim[];
}

/** `none`: objects are checked, and no YAML is written. */
export type Content = "yaml" | "none";

/** The maximum length of a file name on the file systems of Linux, macOS and Windows. */
const MAX_FILE_NAME = 255;

/** Builds the tree stack by stack. Finds objects that cannot share one tree or one cluster. */
export class TreeBuilder {
  readonly tree = new Map<string, string>();
  /** The paths of the tree, also without content. */
  readonly paths = new Set<string>();
  readonly #problems = new TreeProblems();
  readonly #hosts = new HostOwners();
  readonly #pods = new PodOwners();
  /** Stack -> each path in lower case -> the path. Several small maps are faster than a large one. */
  readonly #folded = new Map<string, Map<string, string>>();
  readonly #objects = new ObjectOwners();
  readonly #finders = new Map<string, ReturnType<typeof foreignName>>();

  get problems(): readonly Problem[] {
    return this.#withOwners().list();
  }

  /** The services that caused problems. */
  get caused(): HeldPart {
    return this.#withOwners().caused();
  }

  /** Adds objects of one stack. @param content "none" only checks them, without writing YAML */
  addObjects(stack: StackModel, objects: readonly CompiledObject[], content: Content = "yaml"): void {
    const findForeign = this.#finders.get(stack.name) ?? foreignName(stack);
    this.#finders.set(stack.name, findForeign);
    for (const object of objects) {
      const path = pathOf(object);
      if (!this.#claim(path, object, stack)) continue;
      const { scope, manifest } = object;
      if (scope.kind === "service" && isRoute(manifest)) this.#hosts.add(stack, { path, name: scope.service }, () => routeClaims(manifest));
      if (scope.kind === "service") this.#pods.add(stack, { path, service: scope.service }, manifest);
      const yaml = content === "yaml" ? toYaml(object.manifest) : undefined;
      const foreign = findForeign(object.manifest, yaml);
      if (foreign !== undefined) {
        const mistake = ["foreign name", withoutHash(path.replace(/\.yaml$/, "")), foreign];
        const message = foreignMessage(stack, object.manifest, foreign);
        this.#problems.add({ stack: stack.name, path, mistake, message, cause: serviceOfPath(path) === undefined ? undefined : path });
      }
      this.paths.add(path);
      if (yaml !== undefined) this.tree.set(path, yaml);
    }
  }

  /** Adds the objects that the fleet has once. The rules of specs keep their names apart from those of stacks. */
  addFleetObjects(objects: readonly CompiledObject[], content: Content): void {
    for (const object of objects) {
      const path = pathOf(object);
      this.paths.add(path);
      if (content === "yaml") this.tree.set(path, toYaml(object.manifest));
    }
  }

  /** Adds the stack's lock in canonical form with decided addresses. Leaves out services and images that the stack no longer runs. */
  addLock(stack: StackModel, lock: Lock, content: Content = "yaml"): void {
    this.paths.add(lockPath(stack.name));
    if (content === "none") return;
    const running = new Set([...RESERVED_ENTRIES, ...[...stack.services, ...stack.images].map(({ name }) => name)]);
    this.tree.set(lockPath(stack.name), formatLock(withAddresses(stack, new Map([...lock].filter(([name]) => running.has(name))))));
  }

  /** Reserves the names of objects that the engine rendered for components. They share the cluster, not this tree. */
  addKept(stack: StackModel, kept: readonly KeptObject[]): void {
    for (const { path, apiVersion, kind, namespace, name, claims = [] } of kept) {
      const [, , component = ""] = path.split("/");
      if (claims.length > 0) this.#hosts.add(stack, { path, name: component }, () => claims);
      this.#claim(
        path,
        {
          scope: { kind: "platform", stack: stack.name },
          manifest: { apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) } },
        },
        stack,
      );
    }
  }

  /** Adds the problems of hosts and of pods, which are known after the last object. */
  #withOwners(): TreeProblems {
    for (const problem of [...this.#hosts.problems, ...this.#pods.problems]) this.#problems.add(problem);
    return this.#problems;
  }

  #claim(path: string, { scope, manifest }: CompiledObject, stack: StackModel): boolean {
    const { name } = manifest.metadata;
    const report = (message: string, kind: string, other: string): void =>
      this.#problems.add({ stack: stack.name, path, mistake: [path, kind, other], message, cause: intruder(name, path, other) });
    const length = path.length - path.lastIndexOf("/") - 1;
    if (length > MAX_FILE_NAME) report(`the file name has ${length} characters; the maximum is ${MAX_FILE_NAME}`, "file name", path);
    const other = this.#place(scope.kind === "argocd" ? "" : stack.name, path);
    if (other !== undefined) {
      report(other === path ? "two objects have this path" : `differs from ${other} in upper and lower case only`, "file", other);
      return false;
    }
    const cluster = scope.kind === "service" || scope.kind === "platform" ? stack.cluster : "";
    const twin = this.#objects.add(cluster, manifest, path);
    if (twin !== undefined) report(`${manifest.kind} "${name}" is rendered by ${GENERATED_ROOT}/${twin}, too`, "object", twin);
    return twin === undefined;
  }

  /** Returns the path of the stack that equals this one in lower case. If there is none, adds the path and returns undefined. */
  #place(stack: string, path: string): string | undefined {
    const paths = this.#folded.get(stack) ?? new Map<string, string>();
    const folded = path.toLowerCase();
    const other = paths.get(folded);
    if (other === undefined) paths.set(folded, path);
    this.#folded.set(stack, paths);
    return other;
  }
}
