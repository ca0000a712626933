import type { Lock } from "../resolve/lock.ts";
import type { FleetConfigs } from "../resolve/travel/fleet-travel.ts";

/** Stack -> the services whose committed files stay, because the stack does not have the present configuration yet. */
export type BehindServices = ReadonlyMap<string, ReadonlySet<string>>;

/** Finds the services whose lock entry has another configuration than the present one. @param configs undefined without a pipeline */
export function behindServices(locks: ReadonlyMap<string, Lock>, configs: FleetConfigs | undefined): BehindServices {
  const behind = new Map<string, ReadonlySet<string>>();
  for (const [stack, present] of configs ?? []) {
    const lock = locks.get(stack);
    const names = [...present].flatMap(([service, config]) =>
      lock?.has(service) && lock.get(service)?.config !== config ? [service] : [],
    );
    if (names.length > 0) behind.set(stack, new Set(names));
  }
  return behind;
}
