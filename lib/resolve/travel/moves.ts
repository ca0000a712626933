import { type Case, isMove } from "../case.ts";
import type { LockEntry } from "../lock.ts";
import type { Predecessor } from "./travel.ts";

/** True if the present configuration differs from the one that the stack runs. */
export const takesConfig = ({ travel, locked }: Pick<Case, "travel" | "locked">): boolean =>
  travel?.config !== undefined && locked !== undefined && locked.config !== travel.config;

/** True if the pair waits for a stack. A configuration waits for each stack, and a release for those of its channel. */
export const waitsFor = (given: Case, { sharesChannel }: Predecessor): boolean =>
  takesConfig(given) || given.locked === undefined || sharesChannel;

/**
 * True if the pair would change: the release, the configuration, or both. A reserved entry is a change, too. A platform without files has
 * nothing to keep.
 */
export const moves = (given: Case): boolean =>
  given.isReserved === true ? given.isDeployed && given.locked?.config !== given.travel?.config : isMove(given) || takesConfig(given);

/** Returns an entry with a configuration, in the order of a lock. */
export function withConfig({ channel, config: _config, ...rest }: LockEntry, config: string | undefined): LockEntry {
  return { ...(channel === undefined ? {} : { channel }), ...(config === undefined ? {} : { config }), ...rest };
}
