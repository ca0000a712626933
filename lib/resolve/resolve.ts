import type { Pointer } from "../releases/pointer.ts";
import type { Channel } from "../releases/read.ts";
import type { Tier } from "../model/tier.ts";
import { type Case, decide, entryOf, needsHistory } from "./decide.ts";
import type { Decision } from "./decision.ts";
import type { HistoryQuestion, LockMove } from "./history.ts";
import { type Lock, type LockEntry, sameRelease } from "./lock.ts";

/** A stack as far as versions go. */
export interface StackVersions {
  readonly name: string;
  readonly tier: Tier;
  /** The channel that it follows. */
  readonly channel: string;
  /** What it runs, with the repository in the service's spec. */
  readonly services: readonly { readonly name: string; readonly image: string }[];
  readonly lock: Lock;
}

export interface ResolveInput {
  readonly stacks: readonly StackVersions[];
  /** By name: every channel that a stack follows. */
  readonly channels: ReadonlyMap<string, Channel>;
  /** `<service>/<release>` -> why the record cannot be used. */
  readonly brokenRecords: ReadonlyMap<string, string>;
  /** `<stack>/<service>` -> its moves, newest first; as `historyQuestions` asked. */
  readonly history: ReadonlyMap<string, readonly LockMove[]>;
}

export interface Resolution {
  /** By stack, then by service. */
  readonly decisions: readonly Decision[];
  /** What each stack runs from now on. */
  readonly locks: ReadonlyMap<string, Lock>;
}

/** One decision for each stack and service. Pure: the same input, the same decisions. */
export function resolveFleet(input: ResolveInput): Resolution {
  const decisions: Decision[] = [];
  const locks = new Map<string, Lock>();
  for (const stack of input.stacks) {
    const lock = new Map<string, LockEntry>();
    const found = casesOf(stack, input).map((each) => decide({ ...each, moves: input.history.get(`${stack.name}/${each.service}`) ?? [] }));
    for (const decision of [...found, ...removedFrom(stack)].sort((a, b) => (a.service < b.service ? -1 : 1))) {
      decisions.push(decision);
      if (decision.to !== undefined) lock.set(decision.service, decision.to);
    }
    locks.set(stack.name, lock);
  }
  return { decisions, locks };
}

/** Clocks of CI machines and of people are not the same; a release is not younger than this by mistake. */
const SKEW_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * The moves that have to be known before anything is decided.
 * @param reverts whether the datastore is a part of the repository, so that a revert takes a channel back as well
 */
export function historyQuestions(input: Omit<ResolveInput, "history">, reverts: boolean): readonly HistoryQuestion[] {
  return input.stacks.flatMap((stack) =>
    casesOf(stack, input).flatMap((each) => {
      if (!needsHistory(each, reverts) || each.pointer === undefined) return [];
      return [{ stack: stack.name, service: each.service, since: sinceWhen(each, each.pointer) }];
    }),
  );
}

/** A release cannot have been rolled back before the channel named it. On prod a rollback of an earlier release counts, too. */
function sinceWhen({ tier, locked }: Omit<Case, "moves">, { movedAt, previous }: Pointer): number | undefined {
  return tier === "prod" && locked?.release !== previous ? undefined : Date.parse(movedAt) - SKEW_MS;
}

/** The releases that stacks would go to: their records are worth a look before. */
export function adoptedReleases(input: Pick<ResolveInput, "stacks" | "channels">): readonly Pointer[] {
  const adopted = new Map<string, Pointer>();
  for (const { services, lock, channel } of input.stacks) {
    const pointers = input.channels.get(channel)?.pointers;
    for (const { name } of services) {
      const pointer = pointers?.get(name);
      const locked = lock.get(name);
      if (pointer === undefined || (locked !== undefined && sameRelease(locked, entryOf(pointer)))) continue;
      adopted.set(`${name}/${pointer.release}`, pointer);
    }
  }
  return [...adopted.values()];
}

function casesOf(stack: StackVersions, { channels, brokenRecords }: Omit<ResolveInput, "history">): readonly Omit<Case, "moves">[] {
  const { name, tier, channel, services, lock } = stack;
  const named = channels.get(channel);
  return services.map(({ name: service, image }) => {
    const pointer = named?.pointers.get(service);
    const locked = lock.get(service);
    const follows = pointer !== undefined && (locked === undefined || !sameRelease(locked, entryOf(pointer)));
    const record = follows ? brokenRecords.get(`${service}/${pointer.release}`) : undefined;
    return { stack: name, tier, channel, service, image, locked, pointer, broken: named?.broken.get(service) ?? record };
  });
}

function removedFrom({ name, services, lock }: StackVersions): readonly Decision[] {
  const running = new Set(services.map((service) => service.name));
  return [...lock].flatMap(([service, from]): readonly Decision[] =>
    running.has(service)
      ? []
      : [{ stack: name, service, outcome: "removed", from, to: undefined, reason: "the stack does not run it any more" }],
  );
}
