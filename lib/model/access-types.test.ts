import { defineImage, defineService, inherit, redis } from "fairlead";
import { describe, expect, it } from "vitest";

// `tsc` fails if code below `@ts-expect-error` compiles. None of this code runs.

const base = { owner: "shop@example.com", image: "registry.example.com/app" };
const fields = { ...base, ports: { web: { port: 8080, protocol: "http" } }, needs: { carts: redis({ memoryGb: 1, auth: true }) } } as const;
const envoy = defineImage("envoy", base);

/** Takes code that only the compiler checks. */
const neverRun = (_code: () => unknown): void => undefined;

describe("init containers, sidecars and jobs", () => {
  it("name variables, needs and ports of the service", () => {
    const service = defineService("cart", {
      ...fields,
      env: { LEVEL: "info" },
      init: { wait: { command: ({ needs }) => ["wait", needs.carts.host], env: { LEVEL: inherit("LEVEL"), TOKEN: inherit("TOKEN") } } },
      sidecars: { proxy: { image: envoy, needs: ["carts"], env: ({ env, ports }) => ({ ...env, PORT: ports.web }) } },
      jobs: { migrate: { command: ["migrate"], args: ({ image }) => [image.tag] } },
    });
    expect(service.input.sidecars?.["proxy"]?.needs).toEqual(["carts"]);
  });

  neverRun(() => [
    // @ts-expect-error a service inherits no variable
    defineService("a", { ...fields, env: { LEVEL: inherit("LEVEL") } }),
    // @ts-expect-error the service has no need "cart"
    defineService("a", { ...fields, sidecars: { proxy: { image: envoy, needs: ["cart"] } } }),
    // @ts-expect-error the service has no port "wep"
    defineService("a", { ...fields, init: { wait: { command: ({ ports }) => [`${ports.wep}`] } } }),
    // @ts-expect-error the service has no need "cart"
    defineService("a", { ...fields, jobs: { migrate: { command: ({ needs }) => [needs.cart.host] } } }),
    // @ts-expect-error a mount has no mountPath
    defineService("a", { ...fields, sidecars: { proxy: { image: envoy, volumes: { data: { mountPath: "/a" } } } } }),
  ]);
});
