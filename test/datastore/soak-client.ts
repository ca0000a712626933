import { type ChannelResult, type RecordResult, recordRelease } from "../../lib/releases/record.ts";
import { setChannel } from "../../lib/releases/set.ts";
import type { Store } from "../../lib/releases/store.ts";
import { UserError } from "../../lib/base/user-error.ts";
import { oneOf, randomOf } from "./random.ts";
import { sampleRelease } from "./samples.ts";

/** An operation of a client: it records a build, or moves the channel to one by hand. */
export interface Operation {
  readonly kind: "record" | "move";
  readonly service: string;
  readonly build: number;
}

/** A report of a client about an operation. */
export type SoakEvent =
  | { readonly kind: "begun"; readonly client: string; readonly operation: Operation }
  | {
      readonly kind: "done";
      readonly client: string;
      readonly operation: Operation;
      readonly record?: RecordResult;
      readonly channel: ChannelResult;
      /** Attempts that failed and were repeated. */
      readonly retries: number;
    }
  | {
      readonly kind: "failed";
      readonly client: string;
      readonly operation: Operation;
      readonly code: string;
      readonly message: string;
      readonly retries: number;
    };

export interface ClientOptions {
  /** Unique: its write ids start with it. */
  readonly name: string;
  /** Distinguishes the client's builds from those of other clients: from 0 to `SLOTS` - 1. */
  readonly slot: number;
  readonly seed: number;
  readonly services: readonly string[];
  /** The start of the soak. Builds are numbered by the time since then. */
  readonly startedAt: number;
  /** Operations that an earlier client did not finish. */
  readonly again: readonly Operation[];
  readonly open: (onRetry: () => void) => Promise<Store>;
  readonly emit: (event: SoakEvent) => void;
  readonly isOver: () => boolean;
}

export const CHANNEL = "main";
export const SLOTS = 64;
/** Operations after which a client opens the datastore again, as a new process does. A store has one deadline for all. */
const OPERATIONS_A_STORE = 20;
/** Builds that a client remembers, to record them again or to move to them. */
const REMEMBERED = 40;

/** Works until the soak is over. Of ten operations, seven record a new build, one records an old build, two move a channel. */
export async function soakClient(options: ClientOptions): Promise<void> {
  const { name, slot, services, startedAt, emit, isOver } = options;
  const random = randomOf(options.seed);
  const again = [...options.again];
  const known: Operation[] = [];
  let writes = 0;
  let tick = 0;
  let retries = 0;
  const writer = { now: () => new Date().toISOString(), writeId: () => `${name}-${(writes += 1)}` };

  /** Returns the time in milliseconds, never twice the same. Some builds are late, as in a slow queue. */
  const nextBuild = (): number => {
    tick = Math.max(tick + 1, Date.now() - startedAt);
    return Math.max(0, random() < 0.2 ? tick - 200 : tick) * SLOTS + slot;
  };
  const next = (): Operation => {
    const repeated = again.shift();
    if (repeated !== undefined) return repeated;
    const dice = random();
    if (dice < 0.7 || known.length === 0) return { kind: "record", service: oneOf(services, random), build: nextBuild() };
    return { ...oneOf(known, random), kind: dice < 0.8 ? "record" : "move" };
  };

  let store = await options.open(() => (retries += 1));
  for (let count = 1; !isOver(); count += 1) {
    if (count % OPERATIONS_A_STORE === 0) store = await options.open(() => (retries += 1));
    const operation = next();
    const { kind, service, build } = operation;
    const release = sampleRelease(service, build, writer.writeId());
    retries = 0;
    emit({ kind: "begun", client: name, operation });
    try {
      const record = kind === "record" ? await recordRelease(store, release, CHANNEL, writer) : undefined;
      const request = { service, channel: CHANNEL, to: release.id, by: name, reason: "soak", renumber: false };
      const channel = record?.channel ?? (await setChannel(store, request, writer));
      emit({ kind: "done", client: name, operation, ...(record === undefined ? {} : { record }), channel, retries });
      if (kind === "record") known.push(operation);
      if (known.length > REMEMBERED) known.shift();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      emit({ kind: "failed", client: name, operation, code: error.code, message: error.message, retries });
      store = await options.open(() => (retries += 1));
      if (random() < 0.5) again.push(operation);
    }
  }
}
