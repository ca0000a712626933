import { createHash } from "node:crypto";
import type { Pipeline } from "../../lib/model/pipeline/pipeline.ts";
import type { Tier } from "../../lib/model/tier.ts";
import type { Decision } from "../../lib/resolve/decision.ts";
import type { StackVersions } from "../../lib/resolve/gate.ts";
import type { LockEntry } from "../../lib/resolve/lock.ts";
import { resolveFleet } from "../../lib/resolve/resolve.ts";
import { isSamePair } from "../../lib/resolve/travel/cases-in-travel.ts";
import { IMAGE, pointerTo, walk } from "../decision-rows.ts";

/** The waves of a simulated pipeline: the number of stacks in each, and its soak in minutes. */
export interface SimulatedWave {
  readonly stacks: number;
  readonly soak: number;
}

/** A step of a simulated story. */
export type Step =
  | { readonly kind: "release" }
  | { readonly kind: "edit" }
  | { readonly kind: "undo-edit" }
  | { readonly kind: "override"; readonly stack: number }
  | { readonly kind: "revert"; readonly stack: number }
  | { readonly kind: "freeze"; readonly stack: number | undefined }
  | { readonly kind: "thaw" }
  | { readonly kind: "wait"; readonly minutes: number };

/** A stack with everything that happened to it. */
export interface SimulatedStack {
  readonly name: string;
  readonly wave: number;
  /** Every entry that a commit brought, oldest first. */
  readonly entries: (LockEntry | undefined)[];
  /** The minute of the commit that brought the pair. */
  since: number;
  overrides: number;
}

/** Returns the tier of a wave: the first is for latest, and the last for prod. */
const tierOf = (wave: number, waves: number): Tier => (wave === 0 ? "latest" : wave === waves - 1 ? "prod" : "staging");

/** One service on the stacks of a pipeline, with a git history and a clock that exist only in memory. */
export class SimulatedFleet {
  readonly stacks: readonly SimulatedStack[];
  readonly soaks: readonly number[];
  minute = 0;
  released = 11;
  /** The number of the spec. An undone edit returns to the number before. */
  edit = 1;
  edits = 1;
  frozen: { readonly stack: string | undefined } | undefined;
  reverts = 0;

  constructor(waves: readonly SimulatedWave[]) {
    this.soaks = waves.map(({ soak }) => soak);
    this.stacks = waves.flatMap(({ stacks }, wave) =>
      Array.from({ length: stacks }, (_, at) => ({ name: `wave${wave}-${at}`, wave, entries: [undefined], since: 0, overrides: 0 })),
    );
  }

  /** Returns the stack of a number, which may be too large. */
  stackAt(number: number): SimulatedStack {
    const found = this.stacks[number % this.stacks.length];
    if (found === undefined) throw new Error("the pipeline has no stack");
    return found;
  }

  /** Takes a step of the story. */
  take(step: Step): void {
    switch (step.kind) {
      case "release":
        this.released += 1;
        break;
      case "edit":
        this.edits += 1;
        this.edit = this.edits;
        break;
      case "undo-edit":
        this.edit = Math.max(1, this.edit - 1);
        break;
      case "override":
        this.stackAt(step.stack).overrides += 1;
        break;
      case "revert":
        this.#revert(this.stackAt(step.stack));
        break;
      case "freeze":
        this.frozen = { stack: step.stack === undefined ? undefined : this.stackAt(step.stack).name };
        break;
      case "thaw":
        this.frozen = undefined;
        break;
      case "wait":
        this.minute += step.minutes;
    }
  }

  /** Decides about every stack, and commits the decisions. */
  run(): readonly Decision[] {
    const { decisions } = resolveFleet({
      stacks: this.stacks.map((stack) => this.#versions(stack)),
      locks: new Map(this.stacks.map(({ name, entries }) => [name, lockOf(entries.at(-1))])),
      channels: new Map([
        ["latest", { name: "latest", pointers: new Map([["cart", pointerTo(`v${this.released}@${this.released}`)]]), broken: new Map() }],
      ]),
      now: timeOf(this.minute),
      resume: new Set(),
      isDeployed: () => true,
      brokenRecords: new Map(),
      history: new Map(this.stacks.map(({ name, entries }) => [`${name}/cart`, historyOf(entries)])),
      travel: {
        pipeline: this.#pipeline,
        configs: new Map(this.stacks.map((stack) => [stack.name, new Map([["cart", this.config(stack)]])])),
        since: new Map(this.stacks.map(({ name, since }) => [`${name}/cart`, timeOf(since)])),
        freezes:
          this.frozen === undefined
            ? []
            : [
                {
                  tiers: [],
                  services: [],
                  stacks: this.frozen.stack === undefined ? [] : [this.frozen.stack],
                  reason: "Ada froze it",
                  until: undefined,
                },
              ],
        passOf: () => undefined,
      },
    });
    for (const { stack, to } of decisions) this.#commit(stack, to);
    return decisions;
  }

  /** Returns the hash of the present configuration of a stack. */
  config({ name, overrides }: Pick<SimulatedStack, "name" | "overrides">): string {
    return createHash("sha256").update(`${name} ${this.edit} ${overrides}`).digest("hex").slice(0, 12);
  }

  get #pipeline(): Pipeline {
    const waves = this.soaks.map((soak, wave) => ({
      name: `wave${wave}`,
      waves: [this.stacks.filter((stack) => stack.wave === wave).map(({ name }) => name)],
      soakMs: soak * 60_000,
      health: [],
      rollsBack: false,
      delivery: "push" as const,
    }));
    return { stages: waves, freezes: [] };
  }

  #versions({ name, wave }: SimulatedStack): StackVersions {
    const services = [{ name: "cart", release: "cart", image: IMAGE, imagesFrom: [] }];
    return { name, tier: tierOf(wave, this.soaks.length), channel: "latest", movedFrom: [], services };
  }

  #commit(name: string, to: LockEntry | undefined): void {
    const stack = this.stacks.find((each) => each.name === name);
    if (stack === undefined || JSON.stringify(stack.entries.at(-1)) === JSON.stringify(to)) return;
    if (!isSamePair(stack.entries.at(-1), to)) stack.since = this.minute;
    stack.entries.push(to);
  }

  /** Restores the entry before the newest commit, as git revert does. */
  #revert(stack: SimulatedStack): void {
    const before = stack.entries.at(-2);
    if (before === undefined) return;
    this.reverts += 1;
    this.#commit(stack.name, before);
  }
}

const lockOf = (entry: LockEntry | undefined): ReadonlyMap<string, LockEntry> => new Map(entry === undefined ? [] : [["cart", entry]]);

const timeOf = (minute: number): string => new Date(Date.parse("2026-06-01T00:00:00Z") + minute * 60_000).toISOString();

/** Walks the history of a stack. The newest commit has the present entry. */
const historyOf = (entries: readonly (LockEntry | undefined)[]) =>
  walk(
    entries.at(-1),
    entries
      .slice(1)
      .map((after, at) => ({ before: entries[at], after }))
      .reverse(),
  );
