import { type Case, pairOf } from "../case.ts";
import type { Decision } from "../decision.ts";
import type { FleetVersions } from "../gate.ts";
import { isTaken } from "../outcome.ts";
import type { FleetTravel } from "./fleet-travel.ts";
import { type Wave, waveBefore, wavesOf } from "./route.ts";

/** A service on a stack. */
export type Pair = Pick<Case, "stack" | "service">;

/** A wave whose health decides, and the pairs that it is about. */
export interface WaveInQuestion {
  readonly wave: Wave;
  readonly pairs: readonly Pair[];
}

/**
 * Lists the waves whose health decides. Stacks would follow them, or a failed check would take a release back. So a run asks no server about
 * other waves.
 */
export function wavesInQuestion(
  decisions: readonly Decision[],
  fleet: Pick<FleetVersions, "stacks" | "locks" | "now">,
  travel: FleetTravel,
): readonly WaveInQuestion[] {
  const waves = wavesOf(travel.pipeline);
  const services = new Map(fleet.stacks.map(({ name, services: all }) => [name, new Set(all.map((each) => each.name))]));
  const runs = (stack: string, service: string): boolean => services.get(stack)?.has(service) === true;
  const moved = decisions.filter((each) => isTaken(each) && travel.passOf(each.stack, each.service) === undefined);
  const followed = moved.flatMap(({ stack, service }) => {
    const before = waveBefore(waves, stack, (other) => runs(other, service));
    return before === undefined ? [] : before.stacks.map((other) => ({ place: before.place, stack: other, service }));
  });
  return waves.flatMap((wave) => {
    const own = followed.filter(({ place }) => place === wave.place).map(({ stack, service }) => ({ stack, service }));
    const pairs = new Map([...own, ...soakingPairs(wave, fleet, travel)].map((pair) => [pairOf(pair), pair]));
    return wave.health.length === 0 || pairs.size === 0 ? [] : [{ wave, pairs: [...pairs.values()] }];
  });
}

/** Lists the pairs of a wave that soak, if a failed check takes their releases back. */
export function soakingPairs(
  { stacks, soakMs, rollsBack }: Wave,
  { locks, now }: Pick<FleetVersions, "locks" | "now">,
  { since }: FleetTravel,
): readonly Pair[] {
  if (!rollsBack) return [];
  return stacks.flatMap((stack) =>
    [...(locks.get(stack)?.keys() ?? [])].flatMap((service) => {
      const start = since.get(pairOf({ stack, service }));
      return start !== undefined && Date.parse(start) + soakMs > Date.parse(now) ? [{ stack, service }] : [];
    }),
  );
}
