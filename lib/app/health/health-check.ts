import type { Unhealthy } from "../../resolve/travel/wave-health.ts";
import type { CommitStates } from "./commit-states.ts";

/** A service on a stack of a wave: it moves on, or it soaks. */
export interface CheckedPair {
  readonly stack: string;
  readonly service: string;
  /** The image of the lock: `registry.example.com/shop/cart:v2@sha256:...`. Undefined for a released image, which has no Application. */
  readonly image: string | undefined;
  /** The time since which the stack runs the pair. RFC 3339, UTC. */
  readonly since: string | undefined;
}

/** The wave that a check is about. */
export interface CheckedWave {
  readonly stacks: readonly string[];
  readonly pairs: readonly CheckedPair[];
}

/** Everything that checks take from the outside. */
export interface HealthTools {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks GitHub. @default no check of GitHub has a result */
  readonly commitStates?: CommitStates | undefined;
  /** Milliseconds that a server has for one answer. @default 10000, and 5000 for an address of your own */
  readonly timeoutMs?: number;
}

/** A check of a wave. Returns no reason if it passes. It never throws: without a result, it returns `unknown`. */
export type HealthCheck = (wave: CheckedWave, tools: HealthTools) => Promise<readonly Unhealthy[]>;

/** Returns the only reason of a check without a result. */
export const unknown = (reason: string): readonly Unhealthy[] => [{ state: "unknown", reason }];
