import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overlaps, parseRange } from "../base/ip-ranges.ts";
import type { AddressRecord } from "./address-record.ts";
import { type AddressedStack, type NeedRanges, needRanges } from "./need-ranges.ts";
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

describe("the recorded addresses of instances", () => {
  const kinds = { cache: redis({ memoryGb: 1 }), pages: valkey({ memoryGb: 1 }), db: postgres({ storageGb: 10, replicas: 1 }) };
  /** Seven instances of each kind. The part for blocks has room for eight. */
  const all = ["a", "b", "c", "d", "e", "f", "g"].flatMap((service) => Object.keys(kinds).map((need) => `${service}.${need}` as const));

  const stackOf = (keys: readonly string[], recorded?: AddressRecord): AddressedStack => {
    const services = Map.groupBy(keys, (key) => key.split(".")[0] ?? "");
    const needs = [...services].map(([service, own]) => {
      const names = own.map((key) => key.split(".")[1] as keyof typeof kinds);
      return [service, Object.fromEntries(names.map((need) => [need, kinds[need]]))] as const;
    });
    return stackWith(Object.fromEntries(needs), { privateRange: "10.30.0.0/23", recorded });
  };

  const recordOf = ({ byKey }: NeedRanges): AddressRecord => ({
    file: "pulumi-gen/latest/versions.yaml",
    addresses: [...byKey].flatMap(([key, { name, ranges }]) =>
      name === undefined ? [] : [{ service: key.split(".")[0] ?? "", name, ranges }],
    ),
  });

  it("never move if others come and go", () => {
    fc.assert(
      fc.property(fc.array(fc.subarray(all), { minLength: 2, maxLength: 12 }), (steps) => {
        let before = needRanges(stackOf([]));
        for (const keys of steps) {
          const after = needRanges(stackOf(keys, recordOf(before)));
          expect(after.homeless).toEqual([]);
          for (const key of keys.filter((each) => before.byKey.has(each))) expect(after.byKey.get(key)).toEqual(before.byKey.get(key));
          const ranges = [...after.byKey.values()].flatMap((each) => each.ranges);
          expect(new Set(ranges).size).toBe(ranges.length);
          // A second run changes nothing.
          expect(needRanges(stackOf(keys, recordOf(after))).byKey).toEqual(after.byKey);
          before = after;
        }
      }),
      { numRuns: 200 },
    );
  });

  it("would move without the record", () => {
    const moves = all.flatMap((key) => {
      const [before, after] = [needRanges(stackOf(all)).byKey, needRanges(stackOf(all.filter((each) => each !== key))).byKey];
      return all.filter((each) => each !== key && String(before.get(each)?.ranges) !== String(after.get(each)?.ranges));
    });
    expect(moves.length).toBeGreaterThan(0);
  });

  const record = (addresses: Readonly<Record<string, readonly string[]>>): AddressRecord => ({
    file: "pulumi-gen/latest/versions.yaml",
    addresses: Object.entries(addresses).map(([name, ranges]) => ({ service: name.split("-")[0] ?? "", name, ranges })),
  });

  it.each<[title: string, addresses: Readonly<Record<string, readonly string[]>>, expected: string]>([
    ["without a record follows from the name", {}, "10.30.228.248/29"],
    ["is the recorded one", { "cart-carts": ["10.30.224.8/29"] }, "10.30.224.8/29"],
    ["passes by the address of an instance that leaves", { "old-carts": ["10.30.228.248/29"] }, "10.30.229.0/29"],
    ["of another plan is decided again", { "cart-carts": ["10.40.224.8/29"] }, "10.30.228.248/29"],
    ["of another kind of need is decided again", { "cart-carts": ["10.30.138.207/32"] }, "10.30.228.248/29"],
  ])("an address %s", (_title, addresses, expected) => {
    expect(rangesIn(stackWith({ cart: { carts: cache } }, { recorded: record(addresses) }))).toEqual({ "cart.carts": [expected] });
  });

  it("stay if the need gets more servers, or fewer", () => {
    const db = (replicas: number) => ({ cart: { db: postgres({ storageGb: 10, replicas }) } });
    const before = record({ "cart-db": ["10.30.128.9/32", "10.30.128.7/32"] });
    expect([0, 1, 2].map((replicas) => rangesIn(stackWith(db(replicas), { recorded: before }))["cart.db"]?.slice(0, 2))).toEqual([
      ["10.30.128.9/32"],
      ["10.30.128.9/32", "10.30.128.7/32"],
      ["10.30.128.9/32", "10.30.128.7/32"],
    ]);
  });

  it("stay if the need is renamed", () => {
    const needs = { cart: { sessions: redis({ memoryGb: 1, movedFrom: "carts" }) } };
    expect(rangesIn(stackWith(needs, { recorded: record({ "cart-carts": ["10.30.224.8/29"] }) }))).toEqual({
      "cart.sessions": ["10.30.224.8/29"],
    });
  });

  it("give way to an address that the stack gives", () => {
    const addresses = [address({ service: "cart", need: "carts", spec: undefined }, "10.30.4.5/32")];
    const stack = stackWith({ cart: { carts: cache } }, { addresses, recorded: record({ "cart-carts": ["10.30.224.8/29"] }) });
    expect(rangesIn(stack)).toEqual({ "cart.carts": ["10.30.4.5/32"] });
  });
});
