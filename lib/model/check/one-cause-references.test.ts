import { describe, expect, it } from "vitest";
import { type Mistake, placesOf } from "../../../test/connected-fleet.ts";
import { serviceFile, stackFile } from "../../../test/fleets.ts";
import { bucket } from "../needs/bucket.ts";
import { redis } from "../needs/redis.ts";
import { secret } from "../needs/secret.ts";
import { topic } from "../needs/topic.ts";
import { allServices, bind, override } from "../stack.ts";

const ghost = serviceFile("ghost").service;

/** Three services call cart, one reads its topic, and one stack overrides it and shares its Redis. */
describe("a broken service that others refer to is one problem", () => {
  it.each<[title: string, mistake: Mistake, path: string]>([
    ["it is null", { cart: null }, ""],
    ["its name is malformed", { names: { cart: "Cart" } }, ""],
    ["its name is not a string", { names: { cart: 5 } }, ""],
    ["its name differs from its file's name", { names: { cart: "carts" } }, ""],
    ["its name is the name of another service", { names: { cart: "web" } }, ""],
    ["its ports are a string", { cart: { ports: "grpc" } }, "ports"],
    ["its port is a number", { cart: { ports: { grpc: 7070 } } }, "ports.grpc"],
    ["its ports are misspelt", { cart: { ports: undefined, prots: {} } }, "prots"],
    ["its needs are null", { cart: { needs: null } }, "needs"],
    ["its needs are misspelt", { cart: { needs: undefined, nedes: {} } }, "nedes"],
    ["a need is out of range", { cart: { needs: { carts: redis({ memoryGb: 0 }), orders: topic() } } }, "needs.carts.memoryGb"],
    ["a need has an unknown kind", { cart: { needs: { carts: redis({ memoryGb: 1 }), orders: { kind: "topik" } } } }, "needs.orders.kind"],
    ["its calls return null", { cart: { calls: () => null } }, "calls"],
    ["its owner is malformed", { cart: { owner: "cart" } }, "owner"],
    ["its health is a string", { cart: { health: "grpc" } }, "health"],
  ])("%s", (_title, mistake, path) => {
    expect(placesOf(mistake)).toEqual([`services/cart.ts ${path}`.trim()]);
  });
});

describe("a reference that leads nowhere is one problem", () => {
  it.each<[title: string, mistake: Mistake, place: string]>([
    ["a call of a service without a file", { web: { calls: () => ({ ghost: ghost.endpoint("http") }) } }, "services/web.ts calls.ghost"],
    [
      "a call of itself, on an unknown port",
      { web: { calls: () => ({ me: { kind: "endpoint", service: "web", port: "x" } }) } },
      "services/web.ts calls.me",
    ],
    [
      "a topic of a service without a file",
      {
        mail: { needs: { inbox: { kind: "subscription", topic: () => ({ service: "ghost", need: "x", spec: topic() }), ackSeconds: 60 } } },
      },
      "services/mail.ts needs.inbox",
    ],
    [
      "a topic that does not exist",
      {
        mail: {
          needs: { inbox: { kind: "subscription", topic: () => ({ service: "cart", need: "x", spec: undefined }), ackSeconds: 60 } },
        },
      },
      "services/mail.ts needs.inbox.topic",
    ],
    ["a service that a stack leaves out", { us: ({ cart }) => ({ services: allServices.except(cart) }) }, "stacks/us.ts services"],
    [
      "a service that a stack does not list",
      { eu: ({ web, mail, nightly }) => ({ services: [web, mail, nightly], bindings: [] }), us: { bindings: [] } },
      "stacks/eu.ts services",
    ],
    [
      "a listed service without a file",
      { eu: ({ cart }) => ({ services: [cart, ghost], overrides: [override(ghost, {})] }) },
      "stacks/eu.ts services",
    ],
    ["no service at all", { us: { services: [] } }, "stacks/us.ts services"],
    ["an override of a service without a file", { eu: { overrides: [override(ghost, {})] } }, "stacks/eu.ts override(ghost)"],
    [
      "two overrides of one service",
      { eu: ({ web }) => ({ overrides: [override(web, {}), override(web, {})] }) },
      "stacks/eu.ts override(web)",
    ],
    [
      "an override of the wrong shape",
      { eu: ({ web }) => ({ overrides: [override(web, { scale: { min: "9" } } as never)] }) },
      "stacks/eu.ts override(web).scale.min",
    ],
    [
      "a binding to a stack that does not exist",
      {
        us: ({ cart }) => ({
          bindings: [bind(cart.need("carts"), { kind: "shared", stack: "asia", tier: "prod", need: cart.need("carts") })],
        }),
      },
      "stacks/us.ts bindings.cart.carts",
    ],
    [
      "a binding to another tier",
      {
        us: ({ cart }) => ({
          bindings: [bind(cart.need("carts"), { kind: "shared", stack: "latest", tier: "prod", need: cart.need("carts") })],
        }),
      },
      "stacks/us.ts bindings.cart.carts",
    ],
    [
      "a binding of a need that does not exist",
      {
        us: ({ cart }) => ({
          bindings: [bind(cart.need("cart"), { kind: "shared", stack: "eu", tier: "prod", need: cart.need("carts") })],
        }),
      },
      "stacks/us.ts bindings.cart.cart",
    ],
    [
      "a binding of a secret",
      {
        us: ({ cart }) => ({
          bindings: [bind(cart.need("pepper"), { kind: "shared", stack: "eu", tier: "prod", need: cart.need("pepper") })],
        }),
      },
      "stacks/us.ts bindings.cart.pepper",
    ],
    [
      "a binding to an instance of another kind",
      {
        us: ({ cart }) => ({
          bindings: [bind(cart.need("carts"), { kind: "shared", stack: "eu", tier: "prod", need: cart.need("db") })],
        }),
      },
      "stacks/us.ts bindings.cart.carts",
    ],
    ["null for a binding", { us: { bindings: [null] } }, "stacks/us.ts bindings.0"],
  ])("%s", (_title, mistake, place) => {
    expect(placesOf(mistake)).toEqual([place]);
  });
});

describe("one mistake that shows on every stack is one problem", () => {
  it.each<[title: string, mistake: Mistake, place: string]>([
    [
      "two services with one host",
      {
        nightly: {
          schedule: undefined,
          ports: { http: { port: 8080, protocol: "http" } },
          public: { port: "http", subdomain: "www", paths: ["/", "/a"] },
        },
      },
      "services/nightly.ts public",
    ],
    ["two needs with one instance name", { names: { nightly: "cart-db" }, nightly: { needs: { x: secret() } } }, "services/nightly.ts"],
    [
      "a bucket's name that is too long",
      {
        web: { needs: { [`b${"x".repeat(14)}`]: bucket() }, tiers: {} },
        eu: { project: "p".repeat(50) },
        us: { project: "p".repeat(50) },
        cart: { needs: { orders: topic(), carts: redis({ memoryGb: 1 }) } },
      },
      `services/web.ts needs.b${"x".repeat(14)}`,
    ],
  ])("%s", (_title, mistake, place) => {
    expect(placesOf(mistake)).toEqual([place]);
  });

  it("two stacks with one domain on one cluster", () => {
    const shared = { cluster: "main", services: allServices };
    expect(
      placesOf({ eu: { ...shared, namespace: "eu" }, us: { ...shared, namespace: "us", domain: stackFile("x").stack.input.domain } }),
    ).toEqual(["stacks/us.ts domain"]);
  });
});
