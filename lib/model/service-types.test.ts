import {
  type BoundCall,
  bucket,
  type Calls,
  defineNeed,
  defineService,
  grpc,
  http,
  optional,
  type OptionalCall,
  outside,
  override,
  postgres,
  redis,
  secret,
  subscription,
  topic,
  use,
  valkey,
} from "fairlead";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { SecretFile } from "./needs/need.ts";
import type { NeedRef } from "./needs/need-ref.ts";
import type { RedisNeed } from "./needs/redis.ts";
import type { Endpoint } from "./fields/calls.ts";

// `tsc` fails if code below `@ts-expect-error` compiles. None of this code runs.

const base = { owner: "shop@example.com", image: "registry.example.com/app" };

const cart = defineService("cart", {
  ...base,
  ports: { grpc: { port: 7070, protocol: "grpc" }, http: { port: 8080, protocol: "http" } },
  needs: { carts: redis({ memoryGb: 1 }), db: postgres({ storageGb: 10 }), pepper: secret({ keys: ["user", "salt"] }), orders: topic() },
});

const kafka = defineNeed("kafka", {
  bind: ({ topics }: { readonly topics: readonly string[] }, { host }) => ({ brokers: `${host}:9093`, topics: topics.join(",") }),
});

const mongodb = defineNeed("mongodb", {
  bind: ({ database = "app" }: { readonly database?: string }, { host, files }) => ({ host, database, passwordFile: files.password }),
  egress: [27_017],
  secrets: ["password"],
});

const ports = { web: { port: 8080, protocol: "http" } } as const;

/** Takes code that only the compiler checks. */
const neverRun = (_code: () => unknown): void => undefined;

describe("ports", () => {
  it("have names that the compiler knows", () => {
    expectTypeOf<Parameters<typeof cart.endpoint>[0]>().toEqualTypeOf<"grpc" | "http">();
    expectTypeOf(cart.endpoint("grpc")).toEqualTypeOf<Endpoint>();
    expect(cart.endpoint("grpc")).toEqual({ kind: "endpoint", service: "cart", port: "grpc" });
  });

  neverRun(() => [
    // @ts-expect-error cart has no port "gprc"
    cart.endpoint("gprc"),
    // @ts-expect-error a service without ports has no endpoint
    defineService("worker", base).endpoint("http"),
    // @ts-expect-error the check leads to a port that is not there
    defineService("a", { ...base, ports, health: { readiness: grpc("wep") } }),
    // @ts-expect-error so does the one of a tier
    defineService("a", { ...base, ports, tiers: { prod: { health: { liveness: http("wep") } } } }),
    // @ts-expect-error so does the one of a stack
    override(cart, { health: { readiness: http("web") } }),
    // @ts-expect-error the public port is not there
    defineService("a", { ...base, ports, public: { port: "wep" } }),
    // @ts-expect-error "https" is no protocol
    defineService("a", { ...base, ports: { web: { port: 8080, protocol: "https" } } }),
    // @ts-expect-error a port is a number
    defineService("a", { ...base, ports: { web: { port: "8080", protocol: "http" } } }),
    // @ts-expect-error the environment asks for a port that is not there
    defineService("a", { ...base, ports, env: ({ ports }) => ({ PORT: ports.wep }) }),
  ]);
});

describe("needs", () => {
  it("give a service what their kind has", () => {
    defineService("a", {
      ...base,
      needs: {
        cache: redis({ memoryGb: 1 }),
        db: postgres({ storageGb: 10 }),
        pepper: secret({ keys: ["user", "salt"] }),
        images: bucket(),
      },
      env: ({ needs }) => {
        expectTypeOf(needs.cache.address).toBeString();
        expectTypeOf(needs.db.port).toBeNumber();
        expectTypeOf(needs.images).toEqualTypeOf<{ readonly name: string }>();
        expectTypeOf(needs.db.passwordFile).toEqualTypeOf<SecretFile>();
        expectTypeOf(needs.pepper.paths).toEqualTypeOf<Readonly<Record<"user" | "salt", SecretFile>>>();
        return {};
      },
    });
    expectTypeOf<Parameters<typeof cart.need>[0]>().toEqualTypeOf<"carts" | "db" | "pepper" | "orders">();
    expectTypeOf(cart.need("carts")).toEqualTypeOf<NeedRef<RedisNeed<false, false>>>();
    expect(cart.need("carts").spec).toEqual({ kind: "redis", memoryGb: 1 });
  });

  neverRun(() => [
    // @ts-expect-error cart has no need "cart"
    cart.need("cart"),
    // @ts-expect-error the environment asks for a need that is not there
    defineService("a", { ...base, needs: { cache: redis({ memoryGb: 1 }) }, env: ({ needs }) => ({ REDIS_ADDR: needs.cash.address }) }),
    // @ts-expect-error a Redis has no user
    defineService("a", { ...base, needs: { cache: redis({ memoryGb: 1 }) }, env: ({ needs }) => ({ REDIS_USER: needs.cache.user }) }),
    // @ts-expect-error a Redis without auth has no password
    defineService("a", { ...base, needs: { cache: redis({ memoryGb: 1 }) }, env: ({ needs }) => ({ P: needs.cache.passwordFile }) }),
    defineService("a", {
      ...base,
      needs: { cache: redis({ memoryGb: 1, auth: true }) },
      env: ({ needs }) => ({ P: needs.cache.passwordFile }),
    }),
    // @ts-expect-error a Redis without TLS has no certificate authority
    defineService("a", { ...base, needs: { cache: redis({ memoryGb: 1, auth: true }) }, env: ({ needs }) => ({ P: needs.cache.caFile }) }),
    defineService("a", { ...base, needs: { cache: valkey({ memoryGb: 1, tls: true }) }, env: ({ needs }) => ({ P: needs.cache.caFile }) }),
    // @ts-expect-error Memorystore for Valkey has no passwords
    valkey({ memoryGb: 1, auth: true }),
    // @ts-expect-error a database without replicas has no host of theirs
    defineService("a", { ...base, needs: { db: postgres({ storageGb: 10 }) }, env: ({ needs }) => ({ P: needs.db.replicaHost }) }),
    defineService("a", {
      ...base,
      needs: { db: postgres({ storageGb: 10, replicas: 1 }) },
      env: ({ needs }) => ({ P: needs.db.replicaHost }),
    }),
    // @ts-expect-error the machine belongs to the shared instance
    postgres({ instance: "shared", cpu: 2, memoryGb: 8 }),
    use(cart.need("carts")),
    // @ts-expect-error a service is not a need
    use(cart),
    // @ts-expect-error a used Redis has what the owner's has: no password
    defineService("a", { ...base, needs: { c: use(cart.need("carts")) }, env: ({ needs }) => ({ P: needs.c.passwordFile }) }),
    defineService("a", { ...base, needs: { d: use(() => cart.need("db")) }, env: ({ needs }) => ({ P: needs.d.passwordFile }) }),
    kafka({ topics: ["orders"] }),
    // @ts-expect-error the topics are missing
    kafka({}),
    // @ts-expect-error so are the options
    kafka(),
    // @ts-expect-error a misspelt option
    kafka({ topics: [], topic: "a" }),
    mongodb(),
    defineService("a", { ...base, needs: { m: mongodb() }, env: ({ needs }) => ({ P: needs.m.passwordFile, H: needs.m.host }) }),
    // @ts-expect-error the kind gives no such value
    defineService("a", { ...base, needs: { m: mongodb() }, env: ({ needs }) => ({ P: needs.m.hosts }) }),
    // @ts-expect-error the definition has no such secret
    defineNeed("a", { bind: (_options: object, { files }) => ({ P: files.password }) }),
    // @ts-expect-error a kind must bind
    defineNeed("a", { egress: [1] }),
    // @ts-expect-error the secret has no such key
    defineService("a", { ...base, needs: { x: secret({ keys: ["salt"] }) }, env: ({ needs }) => ({ SALT: needs.x.paths.user }) }),
    // @ts-expect-error a need of no kind
    defineService("a", { ...base, needs: { cache: { kind: "reddis", memoryGb: 1 } } }),
    // @ts-expect-error a misspelt option
    redis({ memoryGb: 1, snapshots: "1h" }),
    // @ts-expect-error snapshots every two hours do not exist
    redis({ memoryGb: 1, snapshot: "2h" }),
    // @ts-expect-error the size is missing
    postgres({}),
    subscription({ topic: () => cart.need("orders") }),
    // @ts-expect-error a Redis is not a topic
    subscription({ topic: () => cart.need("carts") }),
  ]);
});

describe("calls", () => {
  it("give a service the callee's address", () => {
    defineService("web", {
      ...base,
      calls: () => ({ cart: cart.endpoint("grpc") }),
      env: ({ calls }) => {
        expectTypeOf(calls.cart).toEqualTypeOf<{ readonly host: string; readonly port: number; readonly address: string }>();
        return { CART: calls.cart.address };
      },
    });
    expectTypeOf<Calls<"cart">>().toEqualTypeOf<Readonly<Record<"cart", Endpoint>>>();
  });

  it("may go both ways where one side says what it returns", () => {
    const ping = defineService("ping", {
      ...base,
      ports,
      calls: (): Calls<"pong"> => ({ pong: pong.endpoint("web") }),
      env: ({ calls }) => ({ PONG: calls.pong.address }),
    });
    const pong = defineService("pong", {
      ...base,
      ports,
      calls: () => ({ ping: ping.endpoint("web") }),
      env: ({ calls }) => ({ PING: calls.ping.address }),
    });
    expect([ping.input.calls?.(), pong.input.calls?.()]).toEqual([{ pong: pong.endpoint("web") }, { ping: ping.endpoint("web") }]);
  });

  it("may be absent if they are optional", () => {
    defineService("a", {
      ...base,
      calls: () => ({ cart: optional(cart.endpoint("grpc")), stripe: outside("api.stripe.com", 443), http: cart.endpoint("http") }),
      env: ({ calls }) => {
        expectTypeOf(calls.cart).toEqualTypeOf<BoundCall | undefined>();
        expectTypeOf(calls.stripe).toEqualTypeOf<BoundCall>();
        expectTypeOf(calls.http).toEqualTypeOf<BoundCall>();
        return { STRIPE: calls.stripe.address, ...(calls.cart && { CART: calls.cart.address }) };
      },
    });
    expectTypeOf<Calls<"cart", OptionalCall>["cart"]>().toEqualTypeOf<OptionalCall>();
    expect(optional(cart.endpoint("grpc"))).toEqual({ kind: "optional", call: cart.endpoint("grpc") });
  });

  it("may be others on a tier or a stack", () => {
    const web = defineService("web", {
      ...base,
      calls: () => ({ cart: cart.endpoint("grpc"), pay: optional(cart.endpoint("http")) }),
      tiers: { prod: { calls: () => ({ cart: outside("cart.example.com", 443), pay: optional(cart.endpoint("grpc")) }) } },
    });
    expect(override(web, { calls: () => ({ pay: cart.endpoint("http") }) }).service).toBe(web);
  });

  const absent = () => ({ c: optional(cart.endpoint("grpc")) });
  const maybe = () => ({ stripe: optional(outside("a.example.com", 443)) });
  neverRun(() => [
    // @ts-expect-error env counts on the call, also on a stack
    override(defineService("a", { ...base, calls: () => ({ c: cart.endpoint("grpc") }) }), { calls: absent }),
    // @ts-expect-error and on a tier
    defineService("a", { ...base, calls: () => ({ c: cart.endpoint("grpc") }), tiers: { prod: { calls: absent } } }),
    // @ts-expect-error the service may be absent
    defineService("a", { ...base, calls: () => ({ cart: optional(cart.endpoint("grpc")) }), env: ({ calls }) => ({ A: calls.cart.host }) }),
    // @ts-expect-error a layer may unset an optional host
    defineService("a", { ...base, calls: maybe, env: ({ calls }) => ({ A: calls.stripe.host }) }),
    // @ts-expect-error a service has no call to unset
    defineService("a", { ...base, calls: () => ({ stripe: unset }) }),
    // @ts-expect-error outside takes a port
    outside("api.stripe.com"),
    // @ts-expect-error the environment asks for a call that is not there
    defineService("a", { ...base, calls: () => ({ cart: cart.endpoint("grpc") }), env: ({ calls }) => ({ CART: calls.card.address }) }),
    // @ts-expect-error a service is not an endpoint
    defineService("a", { ...base, calls: () => ({ cart }) }),
    // @ts-expect-error an address is not an endpoint
    defineService("a", { ...base, calls: () => ({ cart: "cart:7070" }) }),
    // @ts-expect-error calls are lazy
    defineService("a", { ...base, calls: { cart: cart.endpoint("grpc") } }),
  ]);
});
