import { CLOUD } from "../model/object-names.ts";
import { type CaseWithoutHistory, pairOf } from "./case.ts";
import { casesOf, type CasesInput } from "./cases.ts";
import { decide } from "./decide.ts";
import type { Decision } from "./decision.ts";
import type { Gate } from "./gate.ts";
import type { PairHistory } from "./history.ts";
import type { Lock, LockEntry } from "./lock.ts";
import { TravelRun } from "./travel/cases-in-travel.ts";
import { inWaves, wavesOf } from "./travel/route.ts";

export interface ResolveInput extends CasesInput {
  /** `<stack>/<service>` -> its history: the answers to `historyQuestions`. */
  readonly history: ReadonlyMap<string, PairHistory>;
}

export interface Resolution {
  /** By stack, then by service. Stacks that no spec declares any more come last. */
  readonly decisions: readonly Decision[];
  /** Every declared stack -> its lock after the run. Entries that the run does not decide about stay. */
  readonly locks: ReadonlyMap<string, Lock>;
}

/** Decides which version each stack runs of each service. Pure: equal input gives equal decisions. @param gates @default GATES */
export function resolveFleet(input: ResolveInput, gates?: readonly Gate[]): Resolution {
  const decisions: Decision[] = [];
  const locks = new Map<string, Lock>();
  const { travel, selects = () => true } = input;
  const run = travel === undefined ? undefined : new TravelRun(input, travel);
  const order = travel === undefined ? input.stacks : inWaves(input.stacks, wavesOf(travel.pipeline));
  const byStack = new Map<string, readonly Decision[]>();
  // The stacks before a stack decide about it, so a pipeline decides about every pair.
  for (const stack of order) {
    const cases = casesOf(stack, travel === undefined ? input : { ...input, selects: () => true });
    const decisionsOf = cases.toSorted(inOrder).map((given) => {
      const known = { ...given, history: input.history.get(pairOf(given)) };
      const decision = decide(run?.caseInTravel(known) ?? known, input, gates);
      run?.note(known.isImage === true ? { ...decision, isImage: true } : decision);
      return decision;
    });
    byStack.set(
      stack.name,
      decisionsOf.filter(({ service }) => selects(stack.name, service)),
    );
  }
  for (const stack of input.stacks) {
    const followed = byStack.get(stack.name) ?? [];
    const services = new Set(stack.services.map(({ name }) => name));
    const removed = removedFrom(stack.name, input, "the stack does not run it any more").filter(({ service }) => !services.has(service));
    const decided = sortByService([...followed, ...removed]);
    decisions.push(...decided);
    locks.set(stack.name, applyDecisions(input.locks.get(stack.name) ?? new Map(), decided));
  }
  return { decisions: [...decisions, ...undeclared(input)], locks };
}

/** Removes every service of the stacks that have a lock and no spec. */
function undeclared(input: ResolveInput): readonly Decision[] {
  const declared = new Set(input.stacks.map(({ name }) => name));
  const gone = [...input.locks.keys()].filter((stack) => !declared.has(stack)).sort();
  return gone.flatMap((stack) => sortByService(removedFrom(stack, input, "the stack is not declared any more")));
}

const removedFrom = (stack: string, { locks, selects = () => true }: ResolveInput, reason: string): readonly Decision[] =>
  [...(locks.get(stack) ?? [])]
    .filter(([service]) => selects(stack, service))
    .map(([service, from]) => ({ stack, service, outcome: "removed", from, to: undefined, reason }));

function applyDecisions(lock: Lock, decisions: readonly Decision[]): Lock {
  const next = new Map<string, LockEntry>(lock);
  for (const { service, to } of decisions) {
    if (to === undefined) next.delete(service);
    else next.set(service, to);
  }
  return next;
}

/** Orders the cloud before services, which wait for it, and services before images. The services that use an image decide about it. */
const inOrder = (a: CaseWithoutHistory, b: CaseWithoutHistory): number => rankOf(a) - rankOf(b);

const rankOf = ({ service, isImage }: CaseWithoutHistory): number => (service === CLOUD ? 0 : isImage === true ? 2 : 1);

const sortByService = (decisions: readonly Decision[]): readonly Decision[] =>
  [...decisions].sort((a, b) => (a.service < b.service ? -1 : 1));
