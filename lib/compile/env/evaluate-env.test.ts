import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { bind, bucket, override, postgres, redis, secret, subscription, topic } from "../../index.ts";
import type { ServiceFile, StackFile } from "../../model/fleet.ts";
import { formatProblem } from "../../base/problem.ts";
import { compileStack } from "../compile-stack.ts";

const compiled = (services: readonly ServiceFile[], stacks?: readonly StackFile[]) => {
  const fleet = fleetOf({ services, ...(stacks === undefined ? {} : { stacks }) });
  const model = modelOf(fleet);
  return model.stacks.map((stack) => compileStack(model, stack, lockFor(fleet)));
};

/** Compiles the environment of the service `cart` on each stack, with its problems. */
const result = (services: readonly ServiceFile[], stacks?: readonly StackFile[]) => {
  const all = compiled(services, stacks);
  const maps = all.flatMap(({ manifests }) =>
    manifests.filter(({ manifest: { kind, metadata } }) => kind === "ConfigMap" && metadata.name.startsWith("cart-")),
  );
  return { env: maps.map(({ manifest }) => manifest["data"]), problems: all.flatMap(({ problems }) => problems.map(formatProblem)) };
};

const env = (value: unknown, fields: Fields = {}) => result([serviceFile("cart", { env: value, ...fields })]);

describe("env", () => {
  it("accepts strings, numbers and booleans, and sorts them by name", () => {
    const {
      env: [data],
    } = env({ ZERO: 0, YES: true, TEXT: "a", FLOAT: 1.5, EMPTY: "", LARGE: 2 ** 53 - 1, NEGATIVE: -1 });
    expect(Object.entries(data ?? {})).toEqual([
      ["EMPTY", ""],
      ["FLOAT", "1.5"],
      ["LARGE", "9007199254740991"],
      ["NEGATIVE", "-1"],
      ["TEXT", "a"],
      ["YES", "true"],
      ["ZERO", "0"],
    ]);
  });

  it("offers ports, needs and calls by the names that the service declares", () => {
    const ad = serviceFile("ad", { ports: { grpc: { port: 9555, protocol: "grpc", servicePort: 5000 } } });
    const cart = serviceFile("cart", {
      calls: () => ({ ads: ad.service.endpoint("grpc") }),
      needs: {
        carts: redis({ memoryGb: 1 }),
        db: postgres({ storageGb: 10 }),
        files: bucket(),
        orders: topic(),
        inbox: subscription({ topic: () => ({ service: "cart", need: "orders", spec: topic() }) }),
        login: secret({ keys: ["user", "password"] }),
      },
      env: ({ ports, calls, needs }: Record<string, Record<string, Record<string, unknown>>>) => ({
        A_PORT: ports?.["http"],
        B_CALL: calls?.["ads"]?.["address"],
        C_HOST: calls?.["ads"]?.["host"],
        D_REDIS: needs?.["carts"]?.["address"],
        E_DB: needs?.["db"]?.["address"],
        F_DATABASE: needs?.["db"]?.["database"],
        G_USER: needs?.["db"]?.["user"],
        H_PASSWORD_FILE: needs?.["db"]?.["passwordFile"],
        I_BUCKET: needs?.["files"]?.["name"],
        J_TOPIC: needs?.["orders"]?.["id"],
        K_SUBSCRIPTION: needs?.["inbox"]?.["id"],
        L_SECRET: needs?.["login"]?.["path"],
      }),
    });
    expect(result([ad, cart])).toEqual({
      env: [
        {
          A_PORT: "8080",
          B_CALL: "ad:5000",
          C_HOST: "ad",
          D_REDIS: "carts.cart.latest.internal:6379",
          E_DB: "db.cart.latest.internal:5432",
          F_DATABASE: "db",
          G_USER: "cart",
          H_PASSWORD_FILE: "/var/run/fairlead/db/password",
          I_BUCKET: "shop-latest-latest-cart-files",
          J_TOPIC: "projects/shop-latest/topics/latest-cart-orders",
          K_SUBSCRIPTION: "projects/shop-latest/subscriptions/latest-cart-inbox",
          L_SECRET: "/var/run/fairlead/login/user",
        },
      ],
      problems: [],
    });
  });

  it("uses the instance of another stack if the stack binds the need to it", () => {
    const need = { service: "cart", need: "carts", spec: redis({ memoryGb: 1 }) };
    const cart = serviceFile("cart", {
      needs: { carts: redis({ memoryGb: 1 }) },
      env: ({ needs }: { needs: { carts: { host: string } } }) => ({ HOST: needs.carts.host }),
    });
    const stacks = [
      stackFile("first"),
      stackFile("second", { bindings: [bind(need, { kind: "shared", stack: "first", tier: "latest", need })] }),
    ];
    expect(result([cart], stacks).env).toEqual([{ HOST: "carts.cart.first.internal" }, { HOST: "carts.cart.first.internal" }]);
  });

  it("merges the layers by name: service, tier, stack", () => {
    const cart = serviceFile("cart", {
      env: { A: "service", B: "service", C: "service" },
      tiers: {
        latest: { env: ({ ports }: { ports: { http: number } }) => ({ B: "tier", C: "tier", P: ports.http }) },
        prod: { env: { A: "prod" } },
      },
    });
    const stack = stackFile("latest", { overrides: [override(cart.service, { env: { C: "stack" } })] });
    expect(result([cart], [stack])).toEqual({ env: [{ A: "service", B: "tier", C: "stack", P: "8080" }], problems: [] });
  });
});

describe("an invalid variable", () => {
  it.each<readonly [string, unknown, string]>([
    ["undefined", { A: undefined }, "env.A: has no value"],
    ["null", { A: null }, "env.A: is not a string, a number, true or false"],
    ["an object", { A: {} }, "env.A: is not a string, a number, true or false"],
    ["NaN", { A: Number.NaN }, "env.A: NaN is not a number that a variable keeps"],
    ["infinity", { A: Infinity }, "env.A: Infinity is not a number that a variable keeps"],
    ["a whole number that has lost digits", { A: 2 ** 53 }, "env.A: 9007199254740992 is not a number that a variable keeps"],
    ["a large exponent", { A: 1e21 }, "env.A: 1e+21 is not a number that a variable keeps"],
    ["a small exponent", { A: 1e-7 }, "env.A: 1e-7 is not a number that a variable keeps"],
    ["the negative zero", { A: -0 }, "env.A: -0 is not a number that a variable keeps"],
    ["a large integer", { A: 10n }, "env.A: is not a string, a number, true or false"],
    ["a NUL character", { A: "a\0b" }, "env.A: contains a NUL character, which no program can get"],
    ["half of a surrogate pair", { A: "\ud83d" }, "env.A: contains half of a surrogate pair, which UTF-8 cannot encode"],
    ["a name with a space", { "A B": 1 }, 'env.A B: "A B" is not the name of an environment variable'],
    ["a name with an equals sign", { "A=B": 1 }, 'env.A=B: "A=B" is not the name of an environment variable'],
    ["a name of two dots", { "..": 1 }, 'env...: ".." is not the name of an environment variable'],
    ["a name that starts with two dots", { "..a": 1 }, 'env...a: "..a" is not the name of an environment variable'],
    ["an umlaut", { Ä: 1 }, 'env.Ä: "Ä" is not the name of an environment variable'],
    ["a name that starts with a digit", { "1A": 1 }, 'env.1A: "1A" is not the name of an environment variable'],
    ["no name", { "": 1 }, 'env.: "" is not the name of an environment variable'],
    ["__proto__", { ["__proto__"]: 1 }, 'env.__proto__: "__proto__" is not the name of an environment variable'],
  ])("%s", (_title, value, problem) => {
    expect(env(() => value).problems).toEqual([`services/cart.ts: ${problem}`]);
  });

  it.each<readonly [string, () => unknown, string]>([
    ["a string", () => "A=1", "env: must be an object, or a function that returns one"],
    ["nothing", () => undefined, "env: must be an object, or a function that returns one"],
    ["a promise", async () => await Promise.resolve({ A: 1 }), "env: the function is async; write one that returns the value itself"],
    ["a map", () => new Map([["A", 1]]), "env: must be an object, or a function that returns one"],
    [
      "an error",
      () => {
        throw new Error("no such file");
      },
      "env: failed: no such file",
    ],
  ])("%s instead of an object", (_title, make, problem) => {
    expect(env(make)).toEqual({ env: [], problems: [`services/cart.ts: ${problem}`] });
  });
});

describe("a secret in the environment", () => {
  const refused = "looks like a secret, and its value would be in git";

  it.each(["PASSWORD", "DB_PASSWORD", "password", "API_TOKEN", "CLIENT_SECRET", "BEARER", "API_KEY", "AWS_CREDENTIALS"])(
    "is refused under the name %s",
    (name) => {
      expect(env({ [name]: "hunter2" }).problems).toEqual([`services/cart.ts: env.${name}: ${refused}`]);
    },
  );

  it("is refused as a number and as an empty string", () => {
    expect(env({ API_KEY: 1234, TOKEN: "" }).problems).toEqual([
      `services/cart.ts: env.API_KEY: ${refused}`,
      `services/cart.ts: env.TOKEN: ${refused}`,
    ]);
  });

  it("is refused under any name if it is a private key", () => {
    expect(env({ CERT: "-----BEGIN RSA PRIVATE KEY-----\nMIIE" }).problems).toEqual([`services/cart.ts: env.CERT: contains a private key`]);
  });

  it("may be the path of a secret of the service's own needs", () => {
    const needs = { login: secret({ keys: ["user", "token"] }), db: postgres({ storageGb: 10 }) };
    const files = {
      API_TOKEN: "/var/run/fairlead/login/token",
      USER_KEY: "/var/run/fairlead/login/user",
      DB_PASSWORD: "/var/run/fairlead/db/password",
    };
    expect(env(files, { needs })).toEqual({ env: [files], problems: [] });
    expect(env({ API_TOKEN: "/var/run/fairlead/other/token" }, { needs }).problems).toEqual([
      `services/cart.ts: env.API_TOKEN: ${refused}`,
    ]);
  });

  it("never appears in a problem", () => {
    expect(
      JSON.stringify(compiled([serviceFile("cart", { env: { TOKEN: "hunter2" } })]).flatMap(({ problems }) => problems)).match(/hunter2/),
    ).toBe(null);
  });
});

describe("a problem names the layer that sets the value", () => {
  it.each<readonly [string, Fields, Fields | undefined, string]>([
    ["the service", { env: () => ({ TOKEN: "x" }) }, undefined, "services/cart.ts: env.TOKEN"],
    ["the tier", { env: { A: 1 }, tiers: { latest: { env: { TOKEN: "x" } } } }, undefined, "services/cart.ts: tiers.latest.env.TOKEN"],
    ["the stack", { env: { A: 1 } }, { env: () => ({ TOKEN: "x" }) }, "stacks/latest.ts: override(cart).env.TOKEN"],
    [
      "the service, below a tier that sets another variable",
      { env: () => ({ TOKEN: "x" }), tiers: { latest: { env: { A: 1 } } } },
      undefined,
      "services/cart.ts: env.TOKEN",
    ],
    [
      "the service, below a stack that sets another variable",
      { env: () => ({ TOKEN: "x" }) },
      { env: () => ({ A: 1 }) },
      "services/cart.ts: env.TOKEN",
    ],
  ])("%s", (_title, fields, onStack, place) => {
    const cart = serviceFile("cart", fields);
    const overrides = onStack === undefined ? [] : [override(cart.service, onStack)];
    expect(result([cart], [stackFile("latest", { overrides })]).problems).toEqual([
      `${place}: looks like a secret, and its value would be in git`,
    ]);
  });
});
