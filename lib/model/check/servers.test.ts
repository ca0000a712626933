import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, problemsWith, serviceFile, stackFile } from "../../../test/fleets.ts";
import { address, bind, inCluster, postgres, redis, use, valkey } from "../../index.ts";

const IMAGE = `docker.io/valkey/valkey:8.0@sha256:${"a".repeat(64)}`;

describe("the providers of a stack", () => {
  it.each<[title: string, providers: unknown, problems: readonly string[]]>([
    ["none", undefined, []],
    ["the cloud", { redis: "cloud", postgres: "cloud" }, []],
    ["the cluster", { redis: "cluster" }, []],
    ["the cluster, with options", { redis: inCluster({ storage: "1Gi", memory: "1024Mi", because: "a test" }) }, []],
    ["the cluster, for a kind that no service needs", { postgres: "cluster", valkey: "cluster" }, []],
    ["a size that is no quantity", { redis: inCluster({ storage: "big" }) }, ['providers.redis.storage: "big" is not a quantity']],
    ["an empty size", { redis: inCluster({ memory: "" }) }, ['providers.redis.memory: "" is not a quantity']],
    ["a negative size", { redis: inCluster({ storage: "-1Gi" }) }, ["providers.redis.storage: must be at least 64Mi, got -1Gi"]],
    ["a size that is too small", { redis: inCluster({ memory: "1Mi" }) }, ["providers.redis.memory: must be at least 64Mi, got 1Mi"]],
    [
      "parts of a byte",
      { redis: inCluster({ memory: "99999999999m" }) },
      ["providers.redis.memory: 99999999999m is not a whole number of bytes"],
    ],
    [
      "an image without a digest",
      { redis: inCluster({ image: "redis:7.2" }) },
      ['providers.redis.image: "redis:7.2" is not an image with a tag and a digest: "repo:tag@sha256:..."'],
    ],
    ["an empty reason", { redis: inCluster({ because: " " }) }, ["providers.redis.because: must not be empty"]],
    ["another word", { redis: "clutser" }, ['providers.redis: must be "cloud", "cluster" or inCluster({ ... }), got "clutser"']],
    ["a number", { redis: 1 }, ['providers.redis: must be "cloud", "cluster" or inCluster({ ... }), got 1']],
    [
      "an unknown option",
      { redis: { kind: "cluster", size: "1Gi" } },
      ['providers.redis.size: unknown field (known: "storage", "memory", "image", "because")'],
    ],
    ["a kind without a server", { bucket: "cluster" }, ['providers.bucket: unknown field (known: "redis", "valkey", "postgres")']],
    ["a name of every object", { constructor: "cluster" }, ['providers.constructor: unknown field (known: "redis", "valkey", "postgres")']],
    ["a list", ["redis"], ["providers: must be an object, got a list"]],
    [
      "all problems at once",
      { redis: inCluster({ storage: "x", memory: "y" }), postgres: "claud" },
      [
        'providers.postgres: must be "cloud", "cluster" or inCluster({ ... }), got "claud"',
        'providers.redis.storage: "x" is not a quantity',
        'providers.redis.memory: "y" is not a quantity',
      ],
    ],
  ])("%s", (_title, providers, problems) => {
    const found = problemsWith({ needs: { carts: redis({ memoryGb: 1 }) } }, { providers });
    expect(found.map((problem) => problem.replace("stacks/latest.ts: ", "").split("; ")[0])).toEqual(problems);
  });

  it("need a reason on prod", () => {
    const needs = { carts: redis({ memoryGb: 1 }) };
    expect(problemsWith({ needs }, { tier: "prod", providers: { redis: "cluster" } })).toEqual([
      "stacks/latest.ts: providers.redis: needs a reason on prod: a server in the cluster has one pod and no backup",
    ]);
    expect(problemsWith({ needs }, { tier: "prod", providers: { redis: inCluster({ because: "a cache" }) } })).toEqual([]);
  });
});

describe("a need that the cluster provides", () => {
  it.each<[title: string, needs: Fields, providers: Fields, problem: string | undefined]>([
    ["a Redis", { a: redis({ memoryGb: 1, auth: true }) }, { redis: "cluster" }, undefined],
    [
      "a Redis with TLS",
      { a: redis({ memoryGb: 1, tls: true }) },
      { redis: "cluster" },
      "providers.redis: app.a sets tls, but a server in the cluster has no certificate",
    ],
    [
      "a database that verifies the server",
      { a: postgres({ storageGb: 10, verifyServer: true }) },
      { postgres: "cluster" },
      "providers.postgres: app.a sets verifyServer, but a server in the cluster has no certificate",
    ],
    [
      "a version without an image",
      { a: redis({ memoryGb: 1, version: "7.0" }) },
      { redis: "cluster" },
      "providers.redis: Fairlead knows no image of redis 7.0, which app.a needs",
    ],
    [
      "a Valkey",
      { a: valkey({ memoryGb: 1 }) },
      { valkey: "cluster" },
      "providers.valkey: Fairlead knows no image of valkey 8.0, which app.a needs",
    ],
    ["a Valkey with an image", { a: valkey({ memoryGb: 1 }) }, { valkey: inCluster({ image: IMAGE }) }, undefined],
  ])("%s", (_title, needs, providers, problem) => {
    expect(problemsWith({ needs }, { providers })).toEqual(problem === undefined ? [] : [`stacks/latest.ts: ${problem}`]);
  });

  it("requires no private range", () => {
    const needs = { a: redis({ memoryGb: 1 }), b: postgres({ storageGb: 10 }) };
    const on = { privateRange: undefined };
    expect(problemsWith({ needs }, { ...on, providers: { redis: "cluster", postgres: "cluster" } })).toEqual([]);
    expect(problemsWith({ needs }, { ...on, providers: { redis: "cluster" } })).toEqual([
      'stacks/latest.ts: privateRange: missing: postgres "b" of app is reached there',
    ]);
  });

  it("counts for the quota", () => {
    const problems = (providers: Fields) =>
      problemsWith({ needs: { a: redis({ memoryGb: 1 }) }, scale: { min: 2, max: 3 } }, { providers, quota: { pods: 4 } });
    expect(problems({ redis: "cloud" })).toEqual([]);
    expect(problems({ redis: "cluster" })).toEqual(["stacks/latest.ts: quota.pods: 4 is below the 5 that the services may scale to"]);
  });

  it("has a name that nothing else has, and that a StatefulSet can have", () => {
    const long = serviceFile("s".repeat(40), { needs: { ["n".repeat(12)]: redis({ memoryGb: 1 }) } });
    const shop = serviceFile("shop", {
      needs: { cart: redis({ memoryGb: 1 }), job: redis({ memoryGb: 1 }) },
      jobs: { job: { command: ["x"] } },
    });
    const cart = serviceFile("shop-cart", {});
    const stacks = [stackFile("latest", { providers: { redis: "cluster" } })];
    const id = `${"s".repeat(40)}-${"n".repeat(12)}`;
    expect(problemsOf(fleetOf({ services: [long, shop, cart], stacks }))).toEqual([
      `stacks/latest.ts: providers.redis: the server "${id}" of ${id.replace("-", ".")} has 53 characters; at most 52 fit`,
      'stacks/latest.ts: providers.redis: the server "shop-cart" of shop.cart would have the name of the service shop-cart',
      'stacks/latest.ts: providers.redis: the server "shop-job" of shop.job would have the name of the job job of shop',
    ]);
  });

  it("has no address, and no other stack reaches it", () => {
    const shop = serviceFile("shop", { needs: { cart: redis({ memoryGb: 1 }) } });
    const cart = shop.service.need("cart");
    const stacks = [
      stackFile("latest", { providers: { redis: "cluster" }, addresses: [address(cart, "10.10.1.1/32")] }),
      stackFile("other", { bindings: [bind(cart, { kind: "shared", stack: "latest", tier: "latest", need: cart })] }),
    ];
    expect(problemsOf(fleetOf({ services: [shop], stacks }))).toEqual([
      "stacks/latest.ts: addresses.shop.cart: runs in the cluster, so it has no address in the private range",
      "stacks/other.ts: bindings.shop.cart: latest runs its redis in the cluster, so no other stack reaches it",
    ]);
  });

  it("may be bound to the cloud of another stack", () => {
    const shop = serviceFile("shop", { needs: { cart: redis({ memoryGb: 1, tls: true }) } });
    const user = serviceFile("user", { needs: { cart: use(shop.service.need("cart")) } });
    const cart = shop.service.need("cart");
    const to = { kind: "shared", stack: "other", tier: "latest", need: cart } as const;
    const stacks = [stackFile("latest", { providers: { redis: "cluster" }, bindings: [bind(cart, to)] }), stackFile("other")];
    expect(problemsOf(fleetOf({ services: [shop, user], stacks }))).toEqual([]);
  });
});
