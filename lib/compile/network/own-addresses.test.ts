import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { type IpRange, overlaps, parseRange } from "../../base/ip-ranges.ts";
import { bucket, postgres, redis, valkey } from "../../index.ts";
import type { ServiceFile } from "../../model/fleet.ts";

describe("no service reaches the instance of another one", () => {
  const two = (own: Fields, other: Fields) => [serviceFile("cart", { needs: own }), serviceFile("web", { needs: other })];
  /** Lists the private addresses that the policy of a service opens. */
  const opened = (service: string, services: readonly ServiceFile[], stack: Fields): readonly IpRange[] => {
    const objects = compileFleet(fleetOf({ services, stacks: [stackFile("latest", stack)] }));
    const text = JSON.stringify(objects.find(({ manifest: { kind, metadata } }) => kind === "NetworkPolicy" && metadata.name === service));
    return [...text.matchAll(/"cidr":"(10\.[^"]+)"/g)].flatMap(([, cidr = ""]) => parseRange(cidr) ?? []);
  };

  it.each<readonly [what: string, own: Fields, other: Fields, stack: Fields]>([
    ["two Redis", { need: redis({ memoryGb: 1 }) }, { need: redis({ memoryGb: 1 }) }, {}],
    ["two Valkey", { need: valkey({ memoryGb: 1 }) }, { need: valkey({ memoryGb: 1 }) }, {}],
    ["two databases", { need: postgres({ storageGb: 10, replicas: 2 }) }, { need: postgres({ storageGb: 10 }) }, {}],
    ["a Redis and a database", { need: redis({ memoryGb: 1 }) }, { need: postgres({ storageGb: 10 }) }, {}],
    ["a Redis and a bucket", { need: redis({ memoryGb: 1 }) }, { need: bucket() }, {}],
    ["a Redis and a shared database", { need: redis({ memoryGb: 1 }) }, { need: postgres({ instance: "shared" }) }, {}],
    [
      "two Redis in the smallest range",
      { need: redis({ memoryGb: 1 }) },
      { need: redis({ memoryGb: 1 }) },
      { privateRange: "10.10.0.0/23" },
    ],
  ])("%s", (_what, own, other, stack) => {
    const services = two(own, other);
    const [first, second] = ["cart", "web"].map((name) => opened(name, services, stack));
    expect([first?.length, second?.length].every((count) => count !== undefined && count > 0)).toBe(true);
    expect(first?.some((range) => second?.some((each) => overlaps(range, each)))).toBe(false);
  });
});
