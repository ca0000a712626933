import { between, seeded } from "./random.ts";

/** The maximum distance of a service's first call, in layers. */
const NEAR = 20;
/** The maximum difference of numbers if a service calls one with a higher number. */
const REACH = 40;

/**
 * Plans the calls of each service: number from 1 -> numbers of the called services. A service calls two or three others, one near
 * and the rest anywhere, and mostly lower numbers. There is no circle. As in real fleets, the order of names is not the order
 * of layers.
 */
export function planCalls(services: number, seed: number): ReadonlyMap<number, readonly number[]> {
  const layered = Array.from({ length: services }, (_, index) => ({ number: index + 1, layer: index + seeded(seed, 1, index)() * REACH }));
  layered.sort((a, b) => a.layer - b.layer);
  const calls = new Map<number, readonly number[]>();
  layered.forEach(({ number }, place) => {
    const random = seeded(seed, 2, number);
    const wanted = Math.min(place, between(random, 2, 3));
    const places = new Set(place === 0 ? [] : [place - between(random, 1, Math.min(NEAR, place))]);
    while (places.size < wanted) places.add(between(random, 0, place - 1));
    calls.set(
      number,
      [...places].map((at) => layered[at]?.number ?? 0).sort((a, b) => a - b),
    );
  });
  return calls;
}

/** Returns the number of files in the longest chain of imports. */
export function longestChain(calls: ReadonlyMap<number, readonly number[]>): number {
  const known = new Map<number, number>();
  const depth = (service: number): number => {
    const found = known.get(service) ?? 1 + Math.max(0, ...(calls.get(service) ?? []).map(depth));
    known.set(service, found);
    return found;
  };
  return Math.max(0, ...[...calls.keys()].map(depth));
}
