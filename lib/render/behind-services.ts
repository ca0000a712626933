import { CLOUD, PLATFORM } from "../model/object-names.ts";
import type { Lock } from "../resolve/lock.ts";
import type { FleetConfigs } from "../resolve/travel/fleet-travel.ts";

/**
 * Stack -> the services whose committed files stay, because the stack does not have the present configuration yet. The platform counts as a
 * service. A cloud has no files.
 */
export type BehindServices = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Finds the services whose lock entry has another configuration than the present one. A platform without an entry is behind if it has files.
 * @param configs undefined without a pipeline
 * @param hasPlatform true if the generated tree has the platform of a stack
 */
export function behindServices(
  locks: ReadonlyMap<string, Lock>,
  configs: FleetConfigs | undefined,
  hasPlatform: (stack: string) => boolean,
): BehindServices {
  const behind = new Map<string, ReadonlySet<string>>();
  for (const [stack, present] of configs ?? []) {
    const lock = locks.get(stack);
    const names = [...present].flatMap(([service, config]) => {
      if (service === CLOUD) return [];
      const isThere = service === PLATFORM ? hasPlatform(stack) : lock?.has(service) === true;
      return isThere && lock?.get(service)?.config !== config ? [service] : [];
    });
    if (names.length > 0) behind.set(stack, new Set(names));
  }
  return behind;
}
