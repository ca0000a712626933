import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, modelOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { postgres } from "../needs/postgres.ts";
import { redis } from "../needs/redis.ts";
import type { Needs } from "../needs/registry.ts";
import type { NeedRef } from "../needs/need-ref.ts";
import { secret } from "../needs/secret.ts";
import { bind } from "../stack.ts";
import { type AnyStack, defineStack, type Shared } from "../stack.ts";
import type { Tier } from "../tier.ts";

const cart = serviceFile("cart", { needs: { carts: redis({ memoryGb: 1 }), orders: postgres({ storageGb: 10 }), pepper: secret() } });
const ads = serviceFile("ads", { needs: { cache: redis({ memoryGb: 1 }) } });
const carts = cart.service.need("carts");

/** Shares a need like `stack.share(need)`, for stacks whose tier the compiler does not know. */
const share = ({ name, input }: AnyStack, need: NeedRef<Needs[string]> = carts): Shared<Tier, Needs[string]> =>
  defineStack(name, input).share(need);

const us = stackFile("us", { privateRange: "10.20.0.0/16" });
const prod = stackFile("prod", { tier: "prod" });

/** Builds a fleet with bindings in `stacks/eu.ts`, a `latest` stack and a `prod` stack. */
const fleet = (bindings: unknown, fields: Fields = {}) =>
  fleetOf({ services: [cart, ads], stacks: [us, prod, stackFile("eu", { bindings, ...fields })] });

describe("a shared instance", () => {
  const at = "stacks/eu.ts: bindings.cart.carts:";
  it.each<[title: string, bindings: unknown, problems: readonly string[]]>([
    ["of the same tier", [bind(carts, share(us.stack))], []],
    ["of another service", [bind(carts, share(us.stack, ads.service.need("cache")))], []],
    [
      "of another tier",
      [bind(carts, share(prod.stack))],
      [`${at} prod is prod, but eu is latest; only stacks of one tier share an instance`],
    ],
    [
      "of another tier, passed off as the same",
      [{ kind: "binding", need: carts, to: { kind: "shared", stack: "prod", tier: "latest", need: carts } }],
      [`${at} prod is prod, but eu is latest; only stacks of one tier share an instance`],
    ],
    ["of a stack that is not there", [bind(carts, share(stackFile("asia").stack))], [`${at} there is no stack "asia"`]],
    ["of a need that is not there", [bind(carts, share(us.stack, cart.service.need("cart")))], [`${at} cart has no need "cart"`]],
    [
      "of another kind",
      [bind(carts, share(us.stack, cart.service.need("orders")))],
      [`${at} carts is a redis, but orders of cart is a postgres`],
    ],
    [
      "for a need that is not there",
      [bind(cart.service.need("cart"), share(us.stack))],
      ['stacks/eu.ts: bindings.cart.cart: cart has no need "cart"; did you mean "carts"?'],
    ],
    [
      "of a secret",
      [bind(cart.service.need("pepper"), share(us.stack, cart.service.need("pepper")))],
      ["stacks/eu.ts: bindings.cart.pepper: stacks cannot share a secret"],
    ],
    ["for one need twice", [bind(carts, share(us.stack)), bind(carts, share(us.stack))], [`${at} is listed twice`]],
    ["null", null, ["stacks/eu.ts: bindings: must be a list, got null"]],
    ["null in the list", [null], ["stacks/eu.ts: bindings.0: must be an object, got null"]],
    ["without an end", [{ kind: "binding", need: carts }], ["stacks/eu.ts: bindings.0.to: missing: an object is required"]],
  ])("%s", (_title, bindings, problems) => {
    expect(problemsOf(fleet(bindings))).toEqual(problems);
  });

  it("is of no use to a service that does not run", () => {
    expect(problemsOf(fleet([bind(carts, share(us.stack))], { services: [ads.service] }))).toEqual([`${at} the stack does not run "cart"`]);
  });

  it("exists only where its service runs", () => {
    const without = stackFile("us", { privateRange: "10.20.0.0/16", services: [ads.service] });
    const stacks = [without, stackFile("eu", { bindings: [bind(carts, share(without.stack))] })];
    expect(problemsOf(fleetOf({ services: [cart, ads], stacks }))).toEqual([`${at} us does not run "cart", so it has no such instance`]);
  });

  it("exists only where it is not shared itself", () => {
    const stacks = [
      stackFile("us", { privateRange: "10.20.0.0/16", bindings: [bind(carts, share(stackFile("eu").stack))] }),
      stackFile("eu", { bindings: [bind(carts, share(us.stack))] }),
    ];
    expect(problemsOf(fleetOf({ services: [cart], stacks }))).toEqual([
      `${at} us does not own this instance: it is bound to eu`,
      "stacks/us.ts: bindings.cart.carts: eu does not own this instance: it is bound to us",
    ]);
  });

  it("is known to the model by stack, service and need", () => {
    const { stacks } = modelOf(fleet([bind(carts, share(us.stack, ads.service.need("cache")))]));
    expect(stacks.map(({ name, bindings }) => [name, [...bindings].map(([key, { stack, ...rest }]) => [key, stack.name, rest])])).toEqual([
      ["us", []],
      ["prod", []],
      ["eu", [["cart.carts", "us", { service: "ads", need: "cache", ranges: [expect.stringMatching(/^10\.20\..*\/29$/)] }]]],
    ]);
  });
});
