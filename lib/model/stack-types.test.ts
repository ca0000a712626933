import { allServices, bind, defineService, defineStack, override, postgres, redis } from "fairlead";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { AnyLayerInput } from "./service-input.ts";
import type { Stack } from "./stack.ts";

// `tsc` fails if code below `@ts-expect-error` compiles. None of this code runs.

const base = { owner: "shop@example.com", image: "registry.example.com/app" };

const cart = defineService("cart", {
  ...base,
  ports: { grpc: { port: 7070, protocol: "grpc" } },
  needs: { carts: redis({ memoryGb: 1 }), db: postgres({ storageGb: 10 }) },
});

const stackBase = { region: "us-central1", project: "shop", cluster: "main", namespace: "shop", services: allServices };
const latest = defineStack("latest", { ...stackBase, tier: "latest" });
const prod = defineStack("prod", { ...stackBase, tier: "prod" });

/** Takes code that only the compiler checks. */
const neverRun = (_code: () => unknown): void => undefined;

describe("stacks", () => {
  it("keep their tier", () => {
    expectTypeOf(latest).toEqualTypeOf<Stack<"latest">>();
    expectTypeOf<Stack<"latest">>().not.toExtend<Stack<"prod">>();
    expect([latest.tier, prod.tier]).toEqual(["latest", "prod"]);
  });

  const carts = cart.need("carts");
  neverRun(() => [
    defineStack("prod-eu", { ...stackBase, tier: "prod", bindings: [bind(carts, prod.share(carts))] }),
    defineStack("dev-ada", { ...latest.input, namespace: "dev-ada", expires: "2026-12-24" }),
    // @ts-expect-error the last day is a string
    defineStack("dev-ada", { ...latest.input, expires: new Date(0) }),
    // @ts-expect-error bindings of latest on prod
    defineStack("prod-eu", { ...stackBase, tier: "prod", bindings: latest.input.bindings ?? [] }),
    // @ts-expect-error an instance of latest on prod
    defineStack("prod-eu", { ...stackBase, tier: "prod", bindings: [bind(carts, latest.share(carts))] }),
    // @ts-expect-error a Postgres in the place of a Redis
    bind(carts, prod.share(cart.need("db"))),
    // @ts-expect-error no such tier
    defineStack("a", { ...stackBase, tier: "production" }),
    // @ts-expect-error the cluster is missing
    defineStack("a", { tier: "prod", region: "us-central1", project: "shop", namespace: "shop", services: allServices }),
    // @ts-expect-error services are values, never names
    defineStack("a", { ...stackBase, tier: "prod", services: ["cart"] }),
    // @ts-expect-error nor are those that are left out
    allServices.except("cart"),
  ]);
});

describe("a misspelt field", () => {
  it("of a tier or an override is one that is none of these", () => {
    type Known = "resources" | "health" | "scale" | "schedule" | "public" | "env" | "args" | "files" | "priority" | "patch" | Others;
    type Others =
      | "needs"
      | "calls"
      | "egress"
      | "allowFrom"
      | "sessionAffinity"
      | "metrics"
      | "kubernetesApi"
      | "sidecars"
      | "stateful"
      | "daemon";
    type OfPods =
      | "user" | "group" | "writable" | "volumes" | "podLabels" | "podAnnotations" | "nodes" | "runtimeClass" | "hostAliases" | "lifecycle" | "termination"
      | "shareProcessNamespace"; // prettier-ignore
    expectTypeOf<keyof AnyLayerInput>().toEqualTypeOf<Known | OfPods>();
  });

  neverRun(() => [
    // @ts-expect-error of a service
    defineService("a", { ...base, recources: {} }),
    // @ts-expect-error inside
    defineService("a", { ...base, resources: { memroy: "64Mi" } }),
    // @ts-expect-error of a port, whose type is inferred
    defineService("a", { ...base, ports: { web: { port: 8080, protocol: "http", servicePrt: 80 } } }),
    // @ts-expect-error further inside
    defineService("a", { ...base, resources: { limits: { memroy: "64Mi" } } }),
    // @ts-expect-error of a tier
    defineService("a", { ...base, tiers: { production: {} } }),
    // @ts-expect-error inside a tier
    defineService("a", { ...base, tiers: { prod: { scale: { mni: 4 } } } }),
    // @ts-expect-error a field that only a service has, in a tier
    defineService("a", { ...base, tiers: { prod: { owner: "me@example.com" } } }),
    // @ts-expect-error of an override
    override(cart, { scal: { min: 4 } }),
    // @ts-expect-error inside an override
    override(cart, { scale: { mni: 4 } }),
    // @ts-expect-error of a stack
    defineStack("a", { ...stackBase, tier: "prod", regoin: "us-central1" }),
    // @ts-expect-error inside a stack
    defineStack("a", { ...stackBase, tier: "prod", gateway: { name: "external", namespace: "gateway", clas: "x" } }),
    // @ts-expect-error of a patch
    defineService("a", { ...base, patch: { Deploymnt: () => undefined } }),
    // @ts-expect-error the owner is missing
    defineService("a", { image: "registry.example.com/app" }),
  ]);
});
