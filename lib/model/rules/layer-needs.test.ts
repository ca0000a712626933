import { describe, expect, it } from "vitest";
import { cloudOf } from "../../../test/cloud-inputs.ts";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { defineService, override, postgres, redis, secret, use } from "../../index.ts";

const REDIS = "gcp:redis/instance:Instance";
const CARTS = { carts: redis({ memoryGb: 1 }) };
const SECURE = { carts: redis({ memoryGb: 1, auth: true }) };

/** Returns inputs of the Redis of a service on a tier. */
function instanceOn(tier: "latest" | "staging" | "prod", tiers: Fields): Fields {
  const cart = serviceFile("cart", { needs: CARTS, tiers, scale: { min: 3 } });
  const { memorySizeGb, tier: kind, transitEncryptionMode: tls } = cloudOf([cart], tier).get(REDIS, `${tier}-cart-carts`);
  return { memorySizeGb, kind, tls };
}

describe("a tier replaces the options of a need", () => {
  const tiers = { prod: { needs: { carts: redis({ memoryGb: 5, snapshot: "1h", tls: true }) } } };

  it("in the cloud of this tier only", () => {
    expect([instanceOn("latest", tiers), instanceOn("prod", tiers)]).toEqual([
      { memorySizeGb: 1, kind: "BASIC", tls: "DISABLED" },
      { memorySizeGb: 5, kind: "STANDARD_HA", tls: "SERVER_AUTHENTICATION" },
    ]);
  });

  it("as a whole: what the tier does not say has its default again", () => {
    const own = { carts: redis({ memoryGb: 1, eviction: "noeviction" }) };
    const cart = serviceFile("cart", { needs: own, tiers: { latest: { needs: CARTS } } });
    expect(cloudOf([cart], "latest").get(REDIS, "latest-cart-carts")["redisConfigs"]).toEqual({ "maxmemory-policy": "volatile-lru" });
  });
});

describe("the values that services get", () => {
  const cart = serviceFile("cart", {
    needs: CARTS,
    env: ({ needs }: { readonly needs: { readonly carts: { readonly url: string } } }) => ({ URL: needs.carts.url }),
    tiers: { prod: { needs: { carts: redis({ memoryGb: 1, tls: true }) } } },
    scale: { min: 3 },
  });
  const mail = serviceFile("mail", {
    needs: { carts: use(cart.service.need("carts")) },
    env: ({ needs }: { readonly needs: { readonly carts: { readonly url: string } } }) => ({ URL: needs.carts.url }),
    scale: { min: 3 },
  });

  it.each([
    ["latest", "redis://carts.cart.latest.internal:6379"],
    ["prod", "rediss://carts.cart.prod.internal:6378"],
  ] as const)("follow on %s, also those of a service that uses the need", (tier, url) => {
    const objects = compileFleet(fleetOf({ services: [cart, mail], stacks: [stackFile(tier, { tier })] }));
    const maps = objects.flatMap(({ manifest }) => (manifest.kind === "ConfigMap" ? [manifest["data"]] : []));
    expect(maps).toEqual([{ URL: url }, { URL: url }]);
  });
});

/** Returns the problems of a service with needs in a tier and on a stack. */
const problems = (needs: Fields, tiers: Fields): readonly string[] =>
  problemsOf(fleetOf({ services: [serviceFile("app", { needs, tiers })], stacks: [stackFile("latest")] }));

describe("a replaced need", () => {
  const owner = serviceFile("owner", { needs: { db: postgres({ storageGb: 10 }) } });

  it.each<readonly [what: string, needs: Fields, replaced: Fields, problem: string]>([
    [
      "must exist",
      { carts: redis({ memoryGb: 1 }) },
      { cart: redis({ memoryGb: 2 }) },
      'needs.cart: there is no need "cart"; did you mean "carts"?',
    ],
    ["has the same kind", CARTS, { carts: secret() }, "needs.carts: is a secret, but the service declares a redis"],
    ["keeps the rules of its kind", CARTS, { carts: redis({ memoryGb: 0 }) }, "needs.carts.memoryGb: must be at least 1, got 0"],
    [
      "is none of another service",
      CARTS,
      { carts: use(owner.service.need("db")) },
      "needs.carts: a layer replaces options of a need, and cannot use one of another service",
    ],
  ])("%s", (_what, needs, replaced, problem) => {
    expect(problems(needs, { latest: { needs: replaced } })).toEqual([`services/app.ts: tiers.latest.${problem}`]);
  });

  it("belongs to the service that owns it", () => {
    const app = serviceFile("app", {
      needs: { db: use(owner.service.need("db")) },
      tiers: { latest: { needs: { db: postgres({ storageGb: 20 }) } } },
    });
    expect(problemsOf(fleetOf({ services: [owner, app], stacks: [stackFile("latest")] }))).toEqual([
      "services/app.ts: tiers.latest.needs.db: the need is of another service; replace it in a layer of its owner",
    ]);
  });
});

it("stacks share an instance only if both have the same mode of it", () => {
  const cart = serviceFile("cart", { needs: CARTS });
  const secure: Fields = { needs: { carts: redis({ memoryGb: 1, tls: true }) } };
  const east = stackFile("east", { project: "shop-east", overrides: [override(cart.service, secure as never)] });
  const carts = cart.service.need("carts");
  const west = stackFile("west", {
    project: "shop-west",
    bindings: [{ kind: "binding", need: carts, to: { kind: "shared", stack: "east", tier: "latest", need: carts } }],
  });
  expect(problemsOf(fleetOf({ services: [cart], stacks: [east, west] }))).toEqual([
    "stacks/west.ts: bindings.cart.carts: the two needs differ in tls: carts, and carts of cart",
  ]);
});

it("the compiler refuses other kinds, unknown needs and lost values", () => {
  const base = { owner: "a@example.com", image: "i" };
  const never = (): unknown => [
    defineService("a", { ...base, needs: CARTS, tiers: { prod: { needs: { carts: redis({ memoryGb: 5, tls: true }) } } } }),
    // @ts-expect-error another kind
    defineService("a", { ...base, needs: CARTS, tiers: { prod: { needs: { carts: secret() } } } }),
    // @ts-expect-error no such need
    defineService("a", { ...base, needs: CARTS, tiers: { prod: { needs: { cart: redis({ memoryGb: 5 }) } } } }),
    // @ts-expect-error the password that the service reads is gone
    defineService("a", { ...base, needs: SECURE, tiers: { prod: { needs: CARTS } } }),
  ];
  expect(never).toBeTypeOf("function");
});
