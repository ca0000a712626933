import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, modelOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { bucket } from "../model/needs/bucket.ts";
import { redis } from "../model/needs/redis.ts";
import { type CloudConfig, cloudConfig } from "./cloud-config.ts";

/** Decides the cloud of a stack of prod with a service `cart` and a service `mail` without needs. */
function cloudOf(cart: Fields = {}, stack: Fields = {}, code?: readonly object[]): CloudConfig {
  const services = [serviceFile("cart", { scale: { min: 3 }, ...cart }), serviceFile("mail", { scale: { min: 3 } })];
  const [model] = modelOf(fleetOf({ services, stacks: [stackFile("prod", { tier: "prod", ...stack })] })).stacks;
  if (model === undefined) throw new Error("the fleet has no stack");
  return cloudConfig(model, code);
}

const CARTS = { needs: { carts: redis({ memoryGb: 1 }) } };

describe("the decided cloud of a stack", () => {
  const before = cloudOf(CARTS);

  it("names the services that ask for resources", () => {
    expect(before).toEqual({ hash: expect.stringMatching(/^[0-9a-f]{12}$/), isEmpty: false, services: new Set(["cart"]) });
  });

  it.each<readonly [what: string, cart: Fields, stack: Fields]>([
    ["the image repository of a service", { ...CARTS, image: "registry.example.com/shop/other" }, {}],
    ["a variable of a service", { ...CARTS, env: { LEVEL: "debug" } }, {}],
    ["the pods of a service", { ...CARTS, scale: { min: 4 } }, {}],
    ["the platform", CARTS, { podSecurity: "baseline" }],
  ])("has the same hash after a change of %s", (_what, cart, stack) => {
    expect(cloudOf(cart, stack).hash).toBe(before.hash);
  });

  it.each<readonly [what: string, cart: Fields, stack: Fields]>([
    ["a field of a need", { needs: { carts: redis({ memoryGb: 2 }) } }, {}],
    ["the needs of a service", { needs: { ...CARTS.needs, images: bucket() } }, {}],
    ["a part of the cloud", CARTS, { cloud: { nat: { addresses: ["1", "2"] } } }],
    ["the region", CARTS, { region: "europe-west1" }],
    ["the needs: there is none", {}, {}],
  ])("has another hash after a change of %s", (_what, cart, stack) => {
    expect(cloudOf(cart, stack).hash).not.toBe(before.hash);
  });

  it("is empty without resources and code", () => {
    expect(cloudOf()).toMatchObject({ isEmpty: true, services: new Set() });
    expect(cloudOf({}, {}, [{ component: "pager" }])).toMatchObject({ isEmpty: false });
  });

  it("has another hash after a change of its code", () => {
    expect(cloudOf(CARTS, {}, [{ component: "pager", modules: [["cloud/pager.ts", "1"]] }]).hash).not.toBe(
      cloudOf(CARTS, {}, [{ component: "pager", modules: [["cloud/pager.ts", "2"]] }]).hash,
    );
  });
});
