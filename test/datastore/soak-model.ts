import { releaseName, RELEASES } from "../../lib/releases/names.ts";
import type { Pointer } from "../../lib/releases/pointer.ts";
import { inParallel, readChannel } from "../../lib/releases/read.ts";
import { formatRecord } from "../../lib/releases/release.ts";
import type { Store } from "../../lib/releases/store.ts";
import { CHANNEL, type Operation, type SoakEvent } from "./soak-client.ts";
import { sampleRelease } from "./samples.ts";

/** The numbers of a soak. */
export interface SoakCounts {
  /** Records and moves of pointers that a client got an answer for. */
  readonly acknowledged: number;
  readonly records: number;
  readonly moves: number;
  /** Operations that correctly changed nothing. */
  readonly unchanged: number;
  /** Operations whose client failed or died: they may have happened or not. */
  readonly unknown: number;
  /** Attempts and operations that were repeated. */
  readonly retried: number;
}

/** The known history of a service's pointer. */
interface Chain {
  /** Every state that a client reported or saw, by its number. */
  readonly seen: Map<number, Pointer>;
  /** Numbers of the moves that a client got an answer for. */
  readonly moved: Set<number>;
  /** The newest build whose record was acknowledged. */
  newest: number;
  /** The maximum number of moves whose answers were lost. */
  doubts: number;
}

export interface SoakModel {
  readonly take: (event: SoakEvent) => void;
  /** Marks a client as dead. Returns its last operation, which may have happened or not. */
  readonly died: (client: string) => Operation | undefined;
  /** Notes that a client saw a pointer. `isThere`: true if the record that it names existed then. */
  readonly saw: (pointer: Pointer, isThere: boolean) => void;
  readonly counts: () => SoakCounts;
  /** Compares the history with the final content of a datastore. Returns all problems in words. */
  readonly check: (store: Store) => Promise<readonly string[]>;
}

/** Creates the history of a soak, with the rules that must hold after any failure. */
export function createModel(): SoakModel {
  const running = new Map<string, Operation>();
  const unfinished = new Set<string>();
  const attempted = new Set<string>();
  const records = new Map<string, string>();
  const chains = new Map<string, Chain>();
  const problems: string[] = [];
  let [recorded, moves, unchanged, unknown, retried] = [0, 0, 0, 0, 0];

  const chainOf = (service: string): Chain => {
    const chain = chains.get(service) ?? { seen: new Map(), moved: new Set(), newest: -1, doubts: 0 };
    chains.set(service, chain);
    return chain;
  };
  const nameOf = ({ service, build }: Operation): string => releaseName(service, sampleRelease(service, build).id);
  const keyOf = ({ kind, service, build }: Operation): string => `${kind} ${service} ${build}`;

  const see = (pointer: Pointer): void => {
    const { service, seq, writeId } = pointer;
    const { seen } = chainOf(service);
    const before = seen.get(seq);
    if (before !== undefined && before.writeId !== writeId) problems.push(`move ${seq} of ${service} is ${before.writeId} and ${writeId}`);
    seen.set(seq, pointer);
  };

  const done = ({ operation, record, channel, retries }: SoakEvent & { readonly kind: "done" }): void => {
    const { service, build } = operation;
    const chain = chainOf(service);
    chain.doubts += retries;
    if (record !== undefined) {
      const [name, text] = [nameOf(operation), formatRecord(record.release)];
      if ((records.get(name) ?? text) !== text) problems.push(`${name} was acknowledged with two contents`);
      records.set(name, text);
      chain.newest = Math.max(chain.newest, build);
      if (record.record === "recorded") recorded += 1;
    }
    if (channel.outcome === "moved") {
      moves += 1;
      if (chain.moved.has(channel.pointer.seq)) problems.push(`move ${channel.pointer.seq} of ${service} was acknowledged twice`);
      chain.moved.add(channel.pointer.seq);
    }
    if (channel.outcome !== "moved" && record?.record !== "recorded") unchanged += 1;
    see(channel.pointer);
  };

  const isUnknown = (operation: Operation): void => {
    unknown += 1;
    chainOf(operation.service).doubts += 1;
    unfinished.add(keyOf(operation));
  };

  const take = (event: SoakEvent): void => {
    const { client, operation } = event;
    if (event.kind === "begun") {
      running.set(client, operation);
      if (operation.kind === "record") attempted.add(nameOf(operation));
      if (unfinished.delete(keyOf(operation))) retried += 1;
      return;
    }
    running.delete(client);
    retried += event.retries;
    if (event.kind === "done") done(event);
    else {
      chainOf(operation.service).doubts += event.retries;
      isUnknown(operation);
      if (event.code !== "DATASTORE") problems.push(`${keyOf(operation)}: ${event.code} ${event.message}`);
    }
  };

  const checkRecords = async (store: Store): Promise<void> => {
    await inParallel([...records], async ([name, text]) => {
      const found = (await store.read(name))?.text;
      if (found !== text) problems.push(`${name} ${found === undefined ? "is lost" : "is not what was acknowledged"}`);
    });
    for (const { name } of await store.list(RELEASES)) if (!attempted.has(name)) problems.push(`${name} was never recorded`);
  };

  const checkChain = (service: string, { seen, moved, newest, doubts }: Chain, last: Pointer | undefined): void => {
    const wrong = (what: string): number => problems.push(`${service}: ${what}`);
    if (moved.size === 0 && last === undefined) return;
    if (last === undefined) return void wrong("the pointer is lost");
    const greatest = Math.max(0, ...seen.keys());
    if (last.seq < greatest) wrong(`the pointer is at move ${last.seq}, and move ${greatest} was seen`);
    if (last.seq - moved.size > doubts) wrong(`${last.seq} moves, but ${moved.size} acknowledged and ${doubts} in doubt at most`);
    if (last.newestBuild < newest) wrong(`the newest build is ${last.newestBuild}, and ${newest} was acknowledged`);
    if (!attempted.has(releaseName(service, last.newest))) wrong(`the newest build ${last.newest} was never recorded`);
    for (const [seq, pointer] of seen) {
      const before = seen.get(seq - 1);
      const isFirst = seq === 1 && pointer.previous === undefined;
      if (!isFirst && (seq === 1 || (before !== undefined && pointer.previous !== before.release))) wrong(`move ${seq} does not follow on`);
    }
  };

  return {
    take,
    died: (client) => {
      const operation = running.get(client);
      running.delete(client);
      if (operation !== undefined) isUnknown(operation);
      return operation;
    },
    saw: (pointer, isThere) => {
      see(pointer);
      if (!isThere) problems.push(`move ${pointer.seq} of ${pointer.service} names ${pointer.release}, which does not exist`);
    },
    counts: () => ({ acknowledged: recorded + moves, records: recorded, moves, unchanged, unknown, retried }),
    check: async (store) => {
      await checkRecords(store);
      const { pointers, broken } = await readChannel(store, CHANNEL);
      problems.push(...broken.values());
      for (const pointer of pointers.values()) {
        see(pointer);
        const isThere = (await store.read(releaseName(pointer.service, pointer.release))) !== undefined;
        if (!isThere) problems.push(`${pointer.service}: the pointer names ${pointer.release}, which does not exist`);
      }
      for (const [service, chain] of chains) checkChain(service, chain, pointers.get(service));
      return problems;
    },
  };
}
