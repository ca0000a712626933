import { expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { address, postgres, redis, valkey } from "../../index.ts";
import type { RecordedAddress } from "../address-record.ts";

const cart = serviceFile("cart", { needs: { carts: redis({ memoryGb: 1 }), pages: valkey({ memoryGb: 1 }) } });
const web = serviceFile("web", { needs: { cache: redis({ memoryGb: 1 }), log: postgres({ instance: "shared" }) } });
const LOCK = "pulumi-gen/latest/versions.yaml";

/** Lists the problems of a fleet whose lock has the addresses: an instance and its addresses. */
function problemsFor(lines: readonly string[], fields: Fields = {}): readonly string[] {
  const addresses = lines.map((line): RecordedAddress => {
    const [service = "", name = "", ranges = ""] = line.split(" ");
    return { service, name, ranges: ranges.split(",") };
  });
  const fleet = fleetOf({ services: [cart, web], stacks: [stackFile("latest", fields)] });
  return problemsOf({ ...fleet, recorded: new Map([["latest", { file: LOCK, addresses }]]) });
}

it.each<[title: string, lines: readonly string[], problems: readonly string[]]>([
  ["nothing", [], []],
  ["addresses in their parts", ["cart cart-carts 10.10.224.8/29", "cart cart-pages 10.10.128.2/32,10.10.128.9/32"], []],
  [
    "one address for two instances",
    ["cart cart-carts 10.10.224.8/29", "web web-cache 10.10.224.8/29"],
    ["web.addresses: web-cache and cart-carts share the address 10.10.224.8/29"],
  ],
  [
    "one address for two servers",
    ["cart cart-pages 10.10.128.2/32,10.10.128.2/32"],
    ["cart.addresses: cart-pages has 10.10.128.2/32 twice"],
  ],
  [
    "an address in another part",
    ["cart cart-carts 10.10.4.8/29"],
    ["cart.addresses: 10.10.4.8/29 of cart-carts is not an address that Fairlead decides"],
  ],
  [
    "more addresses than a block has",
    ["cart cart-carts 10.10.224.0/28"],
    ["cart.addresses: 10.10.224.0/28 of cart-carts is not an address that Fairlead decides"],
  ],
  [
    "an address that Google keeps",
    ["cart cart-pages 10.10.128.1/32"],
    ["cart.addresses: 10.10.128.1/32 of cart-pages is not an address that Fairlead decides"],
  ],
  [
    "no address",
    ["cart cart-carts 10.10.224.9/29"],
    ["cart.addresses: 10.10.224.9/29 of cart-carts is not an address that Fairlead decides"],
  ],
  ["addresses of an earlier range", ["cart cart-carts 10.90.224.8/29", "web web-cache 10.90.224.8/29"], []],
  ["an instance without a need", ["web web-old 10.10.224.8/29", "cart cart-carts 10.10.224.8/29"], []],
])("a lock with %s", (_title, lines, problems) => {
  expect(problemsFor(lines)).toEqual(problems.map((problem) => `${LOCK}: ${problem}`));
});

it("refuses to give the recorded address of another instance", () => {
  const lines = ["web web-cache 10.10.224.8/29"];
  const given = (range: string) => problemsFor(lines, { addresses: [address(cart.service.need("carts"), range)] });
  expect([given("10.10.224.16/29"), given("10.10.224.9/32")]).toEqual([
    [],
    ["stacks/latest.ts: addresses.cart.carts: 10.10.224.9/32 overlaps 10.10.224.8/29, the address of web-cache"],
  ]);
});

it("is not checked without a plan", () => {
  expect(problemsFor(["web web-cache 10.10.4.8/29"], { privateRange: "10.10.0.0/24" })).toEqual([]);
});
