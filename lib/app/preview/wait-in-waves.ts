import { PLATFORM } from "../../model/object-names.ts";
import type { BehindServices } from "../../render/behind-services.ts";
import type { Lock } from "../../resolve/lock.ts";
import { specsEntry } from "../../resolve/specs-entry.ts";
import type { FleetConfigs } from "../../resolve/travel/fleet-travel.ts";
import { withConfig } from "../../resolve/travel/moves.ts";
import { type Wave, waveBefore } from "../../resolve/travel/route.ts";

/** A service that waits for a wave before its own. */
export interface Waiting {
  readonly stack: string;
  readonly service: string;
  readonly before: Wave;
}

/**
 * Lists the services whose configuration waits. Those that no wave precedes follow the specs in the next run, if no freeze holds.
 * @param runs true if a stack runs a service
 */
export function waitingServices(
  behind: BehindServices,
  waves: readonly Wave[],
  runs: (stack: string, service: string) => boolean,
): readonly Waiting[] {
  return [...behind].flatMap(([stack, services]) =>
    [...services].flatMap((service) => {
      const before = waveBefore(waves, stack, (other) => runs(other, service));
      return before === undefined ? [] : [{ stack, service, before }];
    }),
  );
}

/** Gives services the present configuration. @param takes true for the pairs that get it. @default all */
export function withPresentConfigs(
  locks: ReadonlyMap<string, Lock>,
  configs: FleetConfigs,
  takes: (stack: string, service: string) => boolean = () => true,
): ReadonlyMap<string, Lock> {
  return new Map(
    [...locks].map(([stack, lock]) => {
      const present = configs.get(stack);
      const entries = [...lock].map(([service, entry]) => {
        const config = present?.get(service);
        return [service, config !== undefined && takes(stack, service) ? withConfig(entry, config) : entry] as const;
      });
      const platform = present?.get(PLATFORM);
      // Before its first run with a pipeline, a platform has no entry.
      const isNew = platform !== undefined && !lock.has(PLATFORM) && takes(stack, PLATFORM);
      return [stack, new Map(isNew ? [...entries, [PLATFORM, specsEntry(platform)]] : entries)] as const;
    }),
  );
}
