import { describe, expect, it } from "vitest";
import { fleetOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { bucket, postgres, redis, use, valkey } from "../../index.ts";
import { address } from "../address.ts";
import { bind } from "../stack.ts";

const cart = serviceFile("cart", { needs: { carts: redis({ memoryGb: 1 }), images: bucket(), log: postgres({ instance: "shared" }) } });
const web = serviceFile("web", {
  needs: { cache: redis({ memoryGb: 1 }), pages: valkey({ memoryGb: 1 }), carts: use(cart.service.need("carts")) },
});
const carts = cart.service.need("carts");
const cache = web.service.need("cache");
const pages = web.service.need("pages");

describe("the address of an instance", () => {
  it.each<[title: string, addresses: unknown, problems: readonly string[]]>([
    ["in the private range", [address(carts, "10.10.4.5/32"), address(cache, "10.10.4.6/32")], []],
    ["in the part for blocks", [address(carts, "10.10.224.13/32"), address(cache, "10.10.224.16/29")], []],
    [
      "of more hosts than a block has",
      [address(carts, "10.10.224.0/28")],
      ["cart.carts: 10.10.224.0/28 is more than the 8 addresses of a redis"],
    ],
    [
      "in the part of another kind",
      [address(carts, "10.10.128.5/32")],
      ["cart.carts: 10.10.128.5/32 is outside of 10.10.0.0/17 and 10.10.224.0/19, where a redis has its address"],
    ],
    ["of an endpoint", [address(pages, "10.10.128.5/32")], []],
    [
      "of an endpoint, that Google keeps",
      [address(pages, "10.10.128.0/31")],
      ["web.pages: 10.10.128.0/31 has an address that Google keeps: the first 2 and the last 2 of 10.10.128.0/18"],
    ],
    [
      "of an endpoint, outside of its subnet",
      [address(pages, "10.10.4.5/32")],
      ["web.pages: 10.10.4.5/32 is outside of 10.10.128.0/18, where a valkey has its address"],
    ],
    ["of several hosts", [address(carts, "10.10.4.0/28"), address(cache, "10.10.4.16/32")], []],
    ["without bits", [address(carts, "10.10.4.5")], ['cart.carts: "10.10.4.5" is not a range of addresses such as 10.30.4.5/32']],
    ["that is no address", [address(carts, "carts")], ['cart.carts: "carts" is not a range of addresses such as 10.30.4.5/32']],
    [
      "outside of the private range",
      [address(carts, "10.30.4.5/32")],
      ["cart.carts: 10.30.4.5/32 is outside of privateRange 10.10.0.0/16"],
    ],
    [
      "of another instance",
      [address(carts, "10.10.4.5/32"), address(cache, "10.10.4.0/24")],
      ["web.cache: 10.10.4.0/24 overlaps the address of cart.carts"],
    ],
    ["twice", [address(carts, "10.10.4.5/32"), address(carts, "10.10.4.6/32")], ["cart.carts: is listed twice"]],
    [
      "of a bucket",
      [address(cart.service.need("images"), "10.10.4.5/32")],
      ["cart.images: a bucket has no separate address in the private range"],
    ],
    [
      "of a shared database",
      [address(cart.service.need("log"), "10.10.4.5/32")],
      ["cart.log: a postgres has no separate address in the private range"],
    ],
    [
      "of a used need",
      [address(web.service.need("carts"), "10.10.4.5/32")],
      ["web.carts: web uses a need of another service; name the owner's need"],
    ],
    ["of no need", [address(cart.service.need("cart"), "10.10.4.5/32")], ['cart.cart: cart has no need "cart"; did you mean "carts"?']],
    [
      "of a service that does not run",
      [address({ service: "mail", need: "x", spec: undefined }, "10.10.4.5/32")],
      ['mail.x: the stack does not run "mail"'],
    ],
  ])("%s", (_title, addresses, problems) => {
    const stacks = [stackFile("latest", { addresses })];
    expect(problemsOf(fleetOf({ services: [cart, web], stacks }))).toEqual(
      problems.map((problem) => `stacks/latest.ts: addresses.${problem}`),
    );
  });

  it.each<[title: string, addresses: unknown, problem: string]>([
    ["a string", "10.10.4.5/32", 'addresses: must be a list, got "10.10.4.5/32"'],
    ["an object", { "cart.carts": "10.10.4.5/32" }, "addresses: must be a list, got an object"],
    ["a list of strings", ["10.10.4.5/32"], 'addresses.0: must be an object, got "10.10.4.5/32"'],
    ["a number", [{ kind: "address", need: carts, range: 5 }], "addresses.0.range: must be a string, got 5"],
  ])("%s is refused", (_title, addresses, problem) => {
    expect(problemsOf(fleetOf({ services: [cart, web], stacks: [stackFile("latest", { addresses })] }))).toEqual([
      `stacks/latest.ts: ${problem}`,
    ]);
  });

  it("of an instance that another stack owns", () => {
    const us = stackFile("us", { privateRange: "10.20.0.0/16" });
    const bindings = [bind(carts, { kind: "shared", stack: "us", tier: "latest", need: carts })];
    const stacks = [us, stackFile("eu", { bindings, addresses: [address(carts, "10.10.4.5/32")] })];
    expect(problemsOf(fleetOf({ services: [cart, web], stacks }))).toEqual([
      "stacks/eu.ts: addresses.cart.carts: is bound to us, which gives the address",
    ]);
  });
});
