import type { HistoryWalk } from "../../resolve/history.ts";
import type { LockDifferences } from "./lock-differences.ts";
import type { StackCommit } from "./lock-states.ts";

/**
 * Walks of services of one stack that have reached the same commits. A commit changes a few entries, and the other walks only pass it. So a
 * commit costs as much as its changes, however many services are asked.
 */
export class WalkGroup {
  readonly stack: string;
  readonly #walks: Map<string, HistoryWalk>;
  /** The commits whose steps to their parents come next. */
  readonly #reached: Set<string>;
  /** The number of commits that may still be visited. */
  #visits: number;

  constructor(stack: string, walks: ReadonlyMap<string, HistoryWalk>, reached: Iterable<string>, visits: number) {
    [this.stack, this.#walks, this.#reached, this.#visits] = [stack, new Map(walks), new Set(reached), visits];
  }

  /** True if the rest of the history cannot change a result. */
  get isDone(): boolean {
    return this.#reached.size === 0 || this.#walks.size === 0 || this.#visits <= 0;
  }

  /** Visits a commit. Each commit comes before its parents. Returns the groups of the walks that go on. */
  visit(step: StackCommit, differences: LockDifferences): readonly WalkGroup[] {
    if (this.isDone || !this.#reached.delete(step.change.commit)) return [this];
    this.#visits -= 1;
    const apart = this.#stepApart(step, differences);
    const groups = [...apart].map(([parents, walks]) => {
      const led = step.parents.filter((_parent, at) => parents[at] === "1");
      return new WalkGroup(this.stack, walks, [...this.#reached, ...led], this.#visits);
    });
    for (const parent of step.parents) this.#reached.add(parent);
    return [this, ...groups].filter((group) => !group.isDone);
  }

  /** Steps those walks whose entries change. Removes those that do not follow all parents: `1` for each parent that they follow, else `0`. */
  #stepApart({ change, changed }: StackCommit, differences: LockDifferences): ReadonlyMap<string, ReadonlyMap<string, HistoryWalk>> {
    const apart = new Map<string, Map<string, HistoryWalk>>();
    const steps = (changed.get(this.stack) ?? []).map((versions) => differences.between(versions));
    const services = new Set(steps.flatMap((entries) => [...entries.keys()]));
    for (const service of services) {
      const walk = this.#walks.get(service);
      if (walk === undefined) continue;
      const leads = steps.map((entries) => {
        const entry = entries.get(service);
        return entry === undefined || walk.step(entry.to, entry.from, change);
      });
      if (!walk.isOver && leads.every(Boolean)) continue;
      this.#walks.delete(service);
      if (walk.isOver) continue;
      const key = leads.map((isLed) => (isLed ? "1" : "0")).join("");
      apart.set(key, (apart.get(key) ?? new Map<string, HistoryWalk>()).set(service, walk));
    }
    return apart;
  }
}
