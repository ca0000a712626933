import { between, seeded } from "./random.ts";

/** How far, in places, a service's first call goes. */
const NEAR = 20;
/** How far, in numbers, a service may call one with a higher number than its own. */
const REACH = 40;

/**
 * Whom each service calls, by number from 1: two or three others, one near and the rest anywhere. Mostly lower numbers,
 * some within reach above, never in a circle: files named in one order and layered in another, as in real fleets.
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

/** How many files the longest chain of imports passes through. */
export function longestChain(calls: ReadonlyMap<number, readonly number[]>): number {
  const known = new Map<number, number>();
  const depth = (service: number): number => {
    const found = known.get(service) ?? 1 + Math.max(0, ...(calls.get(service) ?? []).map(depth));
    known.set(service, found);
    return found;
  };
  return Math.max(0, ...[...calls.keys()].map(depth));
}
