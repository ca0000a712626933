import { defineImage, defineService, http, override, redis } from "fairlead";
import { describe, expect, expectTypeOf, it } from "vitest";

// `tsc` fails if code below `@ts-expect-error` compiles. None of this code runs.

const base = { owner: "shop@example.com", image: "registry.example.com/app" };
const ports = { web: { port: 8080, protocol: "http" } } as const;
const cart = defineService("cart", { ...base, ports });

/** Takes code that only the compiler checks. */
const neverRun = (_code: () => unknown): void => undefined;

describe("instances", () => {
  const fields = { ...base, ports, needs: { carts: redis({ memoryGb: 1 }) } };
  const both = defineService("cart", { ...fields, instances: { eu: { scale: { min: 3 } }, us: {} } });

  it("have names that the compiler knows, and what the service has", () => {
    expectTypeOf<Parameters<typeof both.instance>[0]>().toEqualTypeOf<"eu" | "us">();
    expect(both.instance("eu").endpoint("web")).toEqual({ kind: "endpoint", service: "cart-eu", port: "web" });
    expect(both.instance("us").need("carts")).toMatchObject({ service: "cart-us", need: "carts", spec: { kind: "redis" } });
    expect(both.instance("eu")).toBe(both.instance("eu"));
    override(both.instance("eu"), { health: { readiness: http("web") } });
  });

  neverRun(() => [
    // @ts-expect-error cart has no instance "ue"
    both.instance("ue"),
    // @ts-expect-error a service without instances has none
    cart.instance("eu"),
    // @ts-expect-error an instance has no instances
    both.instance("eu").instance("eu"),
    // @ts-expect-error the instance has no port "wep"
    both.instance("eu").endpoint("wep"),
    // @ts-expect-error an instance has the fields of a layer
    defineService("a", { ...fields, instances: { eu: { owner: "a@example.com" } } }),
    // @ts-expect-error with the ports of the service
    defineService("a", { ...fields, instances: { eu: { health: { readiness: http("wep") } } } }),
  ]);
});

describe("sidecars", () => {
  const envoy = defineImage("envoy", { ...base });

  it("take an image and the ports of the service", () => {
    const service = defineService("a", {
      ...base,
      ports,
      sidecars: { proxy: { image: envoy, ports: ["web"], env: ({ ports }) => ({ PORT: ports.web }) } },
    });
    expect(service.input.sidecars?.["proxy"]?.image).toBe(envoy);
  });

  neverRun(() => [
    // @ts-expect-error the service has no port "wep"
    defineService("a", { ...base, ports, sidecars: { proxy: { image: envoy, ports: ["wep"] } } }),
    // @ts-expect-error a service is no image
    defineService("a", { ...base, ports, sidecars: { proxy: { image: cart } } }),
    // @ts-expect-error the check leads to a port that is not there
    defineService("a", { ...base, ports, sidecars: { proxy: { image: envoy, health: { readiness: http("wep") } } } }),
    // @ts-expect-error an image has no ports
    defineImage("envoy", { ...base, ports }),
  ]);
});
