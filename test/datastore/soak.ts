import { setTimeout as sleep } from "node:timers/promises";
import { readChannel, readRelease } from "../../lib/releases/read.ts";
import { UserError } from "../../lib/base/user-error.ts";
import { CHANNEL } from "./soak-client.ts";
import { soakDirectory } from "./soak-directory.ts";
import { createModel, type SoakCounts, type SoakModel } from "./soak-model.ts";
import type { Soaked } from "./soak-task.ts";
import { soakServer } from "./soak-server.ts";

const BACKENDS = { directory: soakDirectory, server: soakServer } as const;

export type SoakBackend = keyof typeof BACKENDS;
export const soakBackends: readonly SoakBackend[] = ["directory", "server"];

export interface SoakOptions {
  readonly backend: SoakBackend;
  /** The minimum number of acknowledged writes. */
  readonly writes: number;
  readonly seed: number;
  /** @default 36 */
  readonly services?: number;
}

export interface SoakReport extends SoakCounts {
  readonly backend: SoakBackend;
  readonly seed: number;
  readonly faults: Readonly<Record<string, number>>;
  /** Pointers that were read during the soak. */
  readonly sightings: number;
  readonly lost: number;
  /** Everything that is lost, duplicated or wrong in another way. */
  readonly problems: readonly string[];
  readonly seconds: number;
}

/** Milliseconds until a client gives up: short, so that some clients do. */
const DEADLINE_MS = 1200;

/** Runs clients that write at the same time under faults, then compares the datastore with their reports. */
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

/** Reads all pointers repeatedly, and the record of each pointer that moved, as a deployment does. Returns their number. */
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
      // A reader may reach its deadline, too.
      if (!(error instanceof UserError) || error.code !== "DATASTORE") throw error;
    }
    await sleep(50);
  }
  return sightings;
}
