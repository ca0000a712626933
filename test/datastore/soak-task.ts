import type { Store } from "../../lib/releases/store.ts";
import type { SoakModel } from "./soak-model.ts";

/** A running soak of one backend, with its faults. */
export interface Soaked {
  /** Opens the datastore. @param deadlineMs milliseconds until it gives up. @default that of a command */
  readonly open: (deadlineMs?: number) => Promise<Store>;
  /** Resolves when the soak is over and every client has ended. */
  readonly clients: Promise<void>;
  /** Returns the number of faults of each kind. */
  readonly faults: () => Readonly<Record<string, number>>;
  /** Returns the problems of the requests, in words. */
  readonly audit: () => readonly string[];
  /** Stops all faults. */
  readonly calm: () => void;
  readonly stop: () => Promise<void>;
}

/** The input of a backend's soak. */
export interface SoakTask {
  readonly seed: number;
  readonly services: readonly string[];
  readonly startedAt: number;
  readonly model: SoakModel;
  readonly isOver: () => boolean;
  /** Milliseconds that a client spends on failures. An attempt gets a quarter. */
  readonly deadlineMs: number;
}
