import type { Import, ImportGraph } from "./import-graph.ts";

/** The order in which modules load without deep recursion. */
export interface LoadOrder {
  /**
   * Modules in groups, imported modules before their importers.
   * A group is one module, or all modules of a circle of imports. Node enters a circle at its first module.
   */
  readonly groups: readonly (readonly string[])[];
  /** Module -> the modules that it gets later, because their import closes a large circle. */
  readonly deferred: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The maximum number of modules in a circle that loads as it is. Node nests about 600 imports on its usual stack. */
const MAX_CIRCLE = 300;

/** Orders modules and all that they import. @param maxCircle the maximum number of modules in a circle without deferred imports */
export function loadOrder(graph: ImportGraph, urls: readonly string[], maxCircle = MAX_CIRCLE): LoadOrder {
  const search = new CircleSearch(graph, maxCircle);
  for (const url of urls) search.visit(url);
  return search;
}

/** A module on the current path of imports. */
interface Step {
  readonly url: string;
  readonly imports: readonly Import[];
  next: number;
}

/** Tarjan's algorithm for strongly connected components. It keeps its own stack, so long chains need no recursion. */
class CircleSearch implements LoadOrder {
  readonly groups: (readonly string[])[] = [];
  readonly deferred = new Map<string, Set<string>>();
  readonly #graph: ImportGraph;
  readonly #maxCircle: number;
  readonly #path: Step[] = [];
  /** Module -> its number in the order of discovery, and the lowest number that it reaches. */
  readonly #discovered = new Map<string, { readonly number: number; lowest: number }>();
  /** Module -> its number in the order of completion: after its imports, except those that close a circle. */
  readonly #completed = new Map<string, number>();
  /** Discovered modules without a group. */
  readonly #pending: string[] = [];
  readonly #grouped = new Set<string>();
  /** Imports of a module on the path at that time. */
  readonly #closing: { readonly from: string; readonly each: Import }[] = [];

  constructor(graph: ImportGraph, maxCircle: number) {
    this.#graph = graph;
    this.#maxCircle = maxCircle;
  }

  /** Groups a module and all that it imports. */
  visit(url: string): void {
    if (this.#discovered.has(url)) return;
    this.#enter(url);
    for (let step = this.#path.at(-1); step !== undefined; step = this.#path.at(-1)) {
      const each = step.imports[step.next];
      step.next += 1;
      if (each === undefined) this.#leave(step.url);
      else this.#follow(step.url, each);
    }
  }

  #enter(url: string): void {
    const number = this.#discovered.size;
    this.#discovered.set(url, { number, lowest: number });
    this.#pending.push(url);
    this.#path.push({ url, imports: this.#graph.get(url)?.imports ?? [], next: 0 });
  }

  #follow(from: string, each: Import): void {
    const known = this.#discovered.get(each.url);
    if (known === undefined) return this.#enter(each.url);
    if (this.#grouped.has(each.url)) return;
    this.#reach(from, known.number);
    if (!this.#completed.has(each.url)) this.#closing.push({ from, each });
  }

  #leave(url: string): void {
    this.#path.pop();
    this.#completed.set(url, this.#completed.size);
    const { number = 0, lowest = 0 } = this.#discovered.get(url) ?? {};
    const importer = this.#path.at(-1);
    if (importer !== undefined) this.#reach(importer.url, lowest);
    if (lowest === number) this.#group(this.#pending.splice(this.#pending.lastIndexOf(url)));
  }

  #reach(url: string, number: number): void {
    const known = this.#discovered.get(url);
    if (known !== undefined) known.lowest = Math.min(known.lowest, number);
  }

  #group(members: readonly string[]): void {
    for (const member of members) this.#grouped.add(member);
    this.groups.push(members.length > this.#maxCircle ? this.#open(members) : members);
  }

  /** Defers the imports that close a large circle. The other imports have an order without a circle, which it returns. */
  #open(members: readonly string[]): readonly string[] {
    const circle = new Set(members);
    for (const { from, each } of this.#closing) {
      if (circle.has(from) && this.#isDeferrable(from, each.url))
        this.deferred.set(from, (this.deferred.get(from) ?? new Set()).add(each.url));
    }
    const place = (url: string): number => this.#completed.get(url) ?? 0;
    return members.toSorted((a, b) => place(a) - place(b));
  }

  /** True if a module imports only the default export of another one. A placeholder has no other exports. */
  #isDeferrable(from: string, to: string): boolean {
    return this.#graph.get(from)?.imports.every(({ url, isDefault }) => url !== to || isDefault) ?? false;
  }
}
