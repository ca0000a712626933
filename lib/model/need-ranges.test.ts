import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overlaps, parseRange } from "../base/ip-ranges.ts";
import { type AddressedStack, needRanges } from "./need-ranges.ts";
import type { Need } from "./needs/registry.ts";
import { address } from "./address.ts";
import { postgres } from "./needs/postgres.ts";
import { redis } from "./needs/redis.ts";
import { valkey } from "./needs/valkey.ts";

const cache = redis({ memoryGb: 1 });
const NOTHING = { addresses: [], bindings: new Map(), privateRange: "10.30.0.0/16", providers: {} } as const;

const stackWith = (
  needs: Readonly<Record<string, Readonly<Record<string, Need>>>>,
  fields: Partial<AddressedStack> = {},
): AddressedStack => ({
  ...NOTHING,
  ...fields,
  services: Object.entries(needs).map(([name, each]) => ({ name, needs: each, uses: new Map() })),
});

const rangesIn = (stack: AddressedStack) => Object.fromEntries([...needRanges(stack).byKey].map(([key, { ranges }]) => [key, ranges]));

describe("the addresses of the instances of a stack", () => {
  it("follow from the plan", () => {
    const needs = { cart: { carts: cache, db: postgres({ storageGb: 10, replicas: 1 }), pages: valkey({ memoryGb: 1 }) } };
    expect(rangesIn(stackWith(needs))).toEqual({
      "cart.carts": ["10.30.228.248/29"],
      "cart.db": ["10.30.178.198/32", "10.30.180.152/32"],
      "cart.pages": ["10.30.138.207/32", "10.30.161.173/32"],
    });
  });

  it("are given ones first", () => {
    const given = (need: string, range: string) => address({ service: "cart", need, spec: undefined }, range);
    const addresses = [given("carts", "10.30.4.5/32"), given("pages", "10.30.128.2/31")];
    expect(rangesIn(stackWith({ cart: { carts: cache, pages: valkey({ memoryGb: 1 }) } }, { addresses }))).toEqual({
      "cart.carts": ["10.30.4.5/32"],
      "cart.pages": ["10.30.128.2/32", "10.30.128.3/32"],
    });
  });

  it("stay if a need is renamed", () => {
    const [before] = Object.values(rangesIn(stackWith({ cart: { carts: cache } })));
    const [after] = Object.values(rangesIn(stackWith({ cart: { sessions: redis({ memoryGb: 1, movedFrom: "carts" }) } })));
    expect(after).toEqual(before);
  });

  it("are the private range if it is too small for a plan", () => {
    const needs = { cart: { carts: cache } };
    expect(rangesIn(stackWith(needs, { privateRange: "10.30.0.0/24" }))).toEqual({ "cart.carts": ["10.30.0.0/24"] });
    expect(rangesIn(stackWith(needs, { privateRange: undefined }))).toEqual({ "cart.carts": [] });
  });

  it("end if a part of the plan is full", () => {
    const needs = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`s-${index}`, { cache }]));
    const { byKey, homeless } = needRanges(stackWith(needs, { privateRange: "10.30.0.0/23" }));
    expect([byKey.size, homeless.map(({ key }) => key)]).toEqual([8, ["s-8.cache", "s-9.cache"]]);
  });

  it("never overlap, in any order of the services", () => {
    const kinds = fc.constantFrom(cache, postgres({ storageGb: 10, replicas: 2 }), valkey({ memoryGb: 1 }));
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { maxLength: 100 }), fc.infiniteStream(kinds), (names, stream) => {
        const stack = stackWith(Object.fromEntries(names.map((name) => [name, { need: stream.next().value ?? cache }])));
        const ranges = [...needRanges(stack).byKey.values()].flatMap((each) => each.ranges.flatMap((range) => parseRange(range) ?? []));
        expect(ranges.filter((range, index) => ranges.slice(index + 1).some((other) => overlaps(range, other)))).toEqual([]);
        expect(rangesIn({ ...stack, services: stack.services.toReversed() })).toEqual(rangesIn(stack));
      }),
      { numRuns: 50 },
    );
  });
});
