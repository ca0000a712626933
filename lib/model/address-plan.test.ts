import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWithin, overlaps, parseRange } from "../base/ip-ranges.ts";
import { planAddresses } from "./address-plan.ts";

describe("the parts of a private range", () => {
  it.each<readonly [range: string, services: string, endpoints: string, googleApis: string, copies: string, blocks: string]>([
    ["10.30.0.0/16", "10.30.0.0/17", "10.30.128.0/18", "10.30.192.0", "10.30.208.0/20", "10.30.224.0/19"],
    ["10.30.4.0/22", "10.30.4.0/23", "10.30.6.0/24", "10.30.7.0", "10.30.7.64/26", "10.30.7.128/25"],
    ["192.168.254.0/23", "192.168.254.0/24", "192.168.255.0/25", "192.168.255.128", "192.168.255.160/27", "192.168.255.192/26"],
  ])("%s", (range, services, endpoints, googleApis, copies, blocks) => {
    expect(planAddresses(range)).toEqual({ services, endpoints, googleApis, copies, blocks });
  });

  it.each(["10.30.0.0/24", "10.30.0.1/16", "", "10.0.0.0"])("does not exist for %j", (range) => {
    expect(planAddresses(range)).toBeUndefined();
  });

  it("lie in the range, and do not overlap", () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 23 }), fc.nat(), (bits, seed) => {
        const first = (Math.floor(seed / 2) % 2 ** 8) * 2 ** 16;
        const range = `10.${first / 2 ** 16}.0.0/${Math.max(bits, 16)}`;
        const plan = planAddresses(range);
        const outer = parseRange(range);
        if (plan === undefined || outer === undefined) throw new Error(range);
        const parts = [plan.services, plan.endpoints, `${plan.googleApis}/32`, plan.copies, plan.blocks].flatMap(
          (part) => parseRange(part) ?? [],
        );
        expect(parts.map((part) => isWithin(part, outer))).toEqual([true, true, true, true, true]);
        expect(parts.flatMap((part, index) => parts.slice(index + 1).filter((other) => overlaps(part, other)))).toEqual([]);
      }),
    );
  });
});
