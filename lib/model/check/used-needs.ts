import type { EffectiveService } from "../effective.ts";

/** Gives users of a need the need that its owner has on the stack. A layer of the owner may have replaced it there. */
export function withOwnersNeeds(services: readonly EffectiveService[]): readonly EffectiveService[] {
  if (services.every(({ uses }) => uses.size === 0)) return services;
  const byName = new Map(services.map((service) => [service.name, service]));
  return services.map((service) => {
    const changed = [...service.uses].flatMap(([name, { service: owner, need }]) => {
      const owned = byName.get(owner)?.needs[need];
      return owned === undefined || owned === service.needs[name] ? [] : [[name, owned] as const];
    });
    return changed.length === 0 ? service : { ...service, needs: { ...service.needs, ...Object.fromEntries(changed) } };
  });
}
