import { expect, it } from "vitest";
import { type Fields, fleetOf, modelOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { address, bucket, postgres, redis, use, valkey } from "../index.ts";
import type { Lock } from "./lock.ts";
import { addressRecord, withAddresses } from "./lock-addresses.ts";

const cart = serviceFile("cart", {
  needs: { carts: redis({ memoryGb: 1 }), pages: valkey({ memoryGb: 1 }), images: bucket(), log: postgres({ instance: "shared" }) },
});
const web = serviceFile("web", {
  needs: { carts: use(cart.service.need("carts")), log: postgres({ instance: "shared" }) },
});
const mail = serviceFile("mail");
const LOCK: Lock = new Map(["cart", "mail", "web", "envoy"].map((name) => [name, { tag: "v1" }]));

/** Lists the addresses that the entries of a lock record on a stack: `<entry> <instance>`. */
function recorded(fields: Fields = {}, lock: Lock = LOCK): readonly string[] {
  const [stack] = modelOf(fleetOf({ services: [cart, web, mail], stacks: [stackFile("latest", fields)] })).stacks;
  if (stack === undefined) throw new Error("no stack");
  const written = withAddresses(stack, lock);
  expect([...written.keys()]).toEqual([...lock.keys()]);
  return addressRecord(written, "versions.yaml").addresses.map(({ service, name, ranges }) => `${service} ${name} ${ranges.join(" ")}`);
}

const PAGES = /^cart cart-pages 10\.10\.\d+\.\d+\/32 10\.10\.\d+\.\d+\/32$/;

it("has the instances that a service owns, and servers that several services share", () => {
  expect(recorded()).toEqual([
    expect.stringMatching(/^cart cart-carts 10\.10\.\d+\.\d+\/29$/),
    expect.stringMatching(PAGES),
    expect.stringMatching(/^cart postgres-17 10\.10\.\d+\.\d+\/32$/),
    expect.stringMatching(/^web postgres-17 10\.10\.\d+\.\d+\/32$/),
  ]);
});

it.each<[title: string, fields: Fields, expected: readonly unknown[]]>([
  ["a plan", { privateRange: "10.10.0.0/24" }, []],
  ["an instance in the cloud", { providers: { redis: "cluster", postgres: "cluster" } }, [expect.stringMatching(PAGES)]],
  [
    "a decided address of the Redis",
    { providers: { postgres: "cluster" }, addresses: [address(cart.service.need("carts"), "10.10.4.5/32")] },
    [expect.stringMatching(PAGES)],
  ],
])("has nothing without %s", (_title, fields, expected) => {
  expect(recorded(fields)).toEqual(expected);
});

it("loses the addresses of instances that left", () => {
  const stale: Lock = new Map([["mail", { addresses: "mail-old=10.10.224.8/29", tag: "v1" }]]);
  expect(recorded({}, stale)).toEqual([]);
});
