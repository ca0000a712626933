import { setTimeout as sleep } from "node:timers/promises";
import { readChannel, readRelease } from "../../lib/releases/read.ts";
import type { Store } from "../../lib/releases/store.ts";
import { UserError } from "../../lib/base/user-error.ts";
import { CHANNEL } from "./soak-client.ts";
import { soakDirectory } from "./soak-directory.ts";
import { createModel, type SoakCounts, type SoakModel } from "./soak-model.ts";
import { soakServer } from "./soak-server.ts";

/** Where a soak goes on, and what is done wrong there. */
export interface Soaked {
  /** @param deadlineMs milliseconds after which it gives up; without, as long as any command has */
  readonly open: (deadlineMs?: number) => Promise<Store>;
  /** Ends when the soak is over and every client has come to an end. */
  readonly clients: Promise<void>;
  /** What was done wrong, by its kind. */
  readonly faults: () => Readonly<Record<string, number>>;
  /** What is wrong with what the datastore was asked, in words. */
  readonly audit: () => readonly string[];
  /** From now on everything works as it should. */
  readonly calm: () => void;
  readonly stop: () => Promise<void>;
}

/** What a backend's soak is given. */
export interface SoakTask {
  readonly seed: number;
  readonly services: readonly string[];
  readonly startedAt: number;
  readonly model: SoakModel;
  readonly isOver: () => boolean;
  /** Milliseconds that a client has for faults; an attempt gets a quarter. */
  readonly deadlineMs: number;
}

const BACKENDS = { directory: soakDirectory, server: soakServer } as const;

export type SoakBackend = keyof typeof BACKENDS;
export const soakBackends: readonly SoakBackend[] = ["directory", "server"];

export interface SoakOptions {
  readonly backend: SoakBackend;
  /** How many writes are to be acknowledged at least. */
  readonly writes: number;
  readonly seed: number;
  /** @default 36 */
  readonly services?: number;
}

export interface SoakReport extends SoakCounts {
  readonly backend: SoakBackend;
  readonly seed: number;
  readonly faults: Readonly<Record<string, number>>;
  /** Pointers that were looked at while the soak went on. */
  readonly sightings: number;
  readonly lost: number;
  /** What is lost, twofold or otherwise wrong. */
  readonly problems: readonly string[];
  readonly seconds: number;
}

/** Short, so that some clients give up. */
const DEADLINE_MS = 1200;

/** Clients write at the same time while things go wrong; then what they were told is compared with what is there. */
export async function soak({ backend, writes, seed, services = 36 }: SoakOptions): Promise<SoakReport> {
  const startedAt = Date.now();
  const model = createModel();
  const isOver = (): boolean => model.counts().acknowledged >= writes;
  const names = Array.from({ length: services }, (_, index) => `service-${index + 1}`);
  const soaked = await BACKENDS[backend]({ seed, services: names, startedAt, model, isOver, deadlineMs: DEADLINE_MS });
  try {
    const [sightings] = await Promise.all([watch(soaked, model, isOver), soaked.clients]);
    soaked.calm();
    const problems = [...(await model.check(await soaked.open())), ...soaked.audit()];
    const seconds = (Date.now() - startedAt) / 1000;
    return { backend, seed, ...model.counts(), faults: soaked.faults(), sightings, lost: problems.length, problems, seconds };
  } finally {
    await soaked.stop();
  }
}

/** Looks at all pointers time and again, and at the record of each that has moved, as those who deploy do. Gives how many it saw. */
async function watch({ open }: Soaked, model: SoakModel, isOver: () => boolean): Promise<number> {
  const last = new Map<string, number>();
  let sightings = 0;
  while (!isOver()) {
    const store = await open(DEADLINE_MS);
    try {
      for (const [service, pointer] of (await readChannel(store, CHANNEL)).pointers) {
        if (pointer.seq === last.get(service)) continue;
        const release = await readRelease(store, service, pointer.release);
        model.saw(pointer, release !== undefined && pointer.seq >= (last.get(service) ?? 0));
        last.set(service, pointer.seq);
        sightings += 1;
      }
    } catch (error) {
      // Whoever only reads may fail, too.
      if (!(error instanceof UserError) || error.code !== "DATASTORE") throw error;
    }
    await sleep(50);
  }
  return sightings;
}
