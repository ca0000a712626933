import type { Decision } from "../../resolve/decision.ts";
import { isSameVersion, type LockEntry } from "../../resolve/lock.ts";
import { pairOf } from "../../resolve/case.ts";
import type { FleetVersions } from "../../resolve/gate.ts";
import { isSamePair } from "../../resolve/travel/cases-in-travel.ts";
import { soakingPairs } from "../../resolve/travel/checked-pairs.ts";
import type { FleetTravel, TakenBack } from "../../resolve/travel/fleet-travel.ts";
import { wavesOf } from "../../resolve/travel/route.ts";
import { timeText } from "../../base/times.ts";
import { type Unhealthy, unhealthyFor } from "../../resolve/travel/wave-health.ts";
import type { LockStep } from "../../workspace/git/deploys/lock-step.ts";
import type { History } from "../../workspace/workspace.ts";
import { oneLine } from "./one-line.ts";

/** The maximum length of the reason of a hold. */
const MAXIMUM = 200;

/**
 * Finds the releases that failed checks take back, each with the entry before it. A check without a result takes nothing back. A change of the
 * configuration alone stays, because no spec renders the one before.
 * @param decisions of the run without checks
 * @returns `<stack>/<service>` -> the release
 */
export async function takenBack(
  { locks, now, travel }: Pick<FleetVersions, "locks" | "now"> & { readonly travel: FleetTravel },
  decisions: readonly Decision[],
  unhealthy: ReadonlyMap<string, readonly Unhealthy[]>,
  history: Pick<History, "stepsSince">,
): Promise<ReadonlyMap<string, TakenBack>> {
  // If a newer release comes in this run, it replaces the failed one.
  const replaced = new Set(decisions.filter(({ outcome }) => outcome === "advance").map(pairOf));
  const failed = wavesOf(travel.pipeline).flatMap((wave) =>
    soakingPairs(wave, { locks, now }, travel).flatMap((pair) => {
      const found = unhealthyFor(unhealthy.get(wave.place) ?? [], pairOf(pair));
      const running = locks.get(pair.stack)?.get(pair.service);
      const isCurrent = running?.config === travel.configs.get(pair.stack)?.get(pair.service);
      return found?.state !== "failed" || running === undefined || !isCurrent || replaced.has(pairOf(pair))
        ? []
        : [{ ...pair, running, place: wave.place, reason: oneLine(found.reason, MAXIMUM), since: travel.since.get(pairOf(pair)) ?? "" }];
    }),
  );
  if (failed.length === 0) return new Map();
  const oldest = Math.min(...failed.map(({ since }) => Date.parse(since)));
  const steps = await history.stepsSince(timeText(oldest));
  return new Map(
    failed.flatMap(({ running, place, reason, ...pair }) => {
      const earlier = entryBefore(
        running,
        steps.filter(({ stack, service }) => stack === pair.stack && service === pair.service),
      );
      return earlier === undefined ? [] : [[pairOf(pair), { earlier, place, reason }] as const];
    }),
  );
}

/** Returns the entry before the commit that brought the running pair, if that commit moved the release forward. */
function entryBefore(running: LockEntry, steps: readonly LockStep[]): LockEntry | undefined {
  const brought = steps.find(({ from, to }) => isSamePair(to, running) && !isSamePair(from, running));
  const from = brought?.from;
  if (from === undefined || isSameVersion(from, running)) return undefined;
  return from.seq !== undefined && running.seq !== undefined && from.seq < running.seq ? from : undefined;
}
