import { defineService, type Env, fieldRef, override, plain, postgres, resourceFieldRef, secret, unset } from "fairlead";
import { describe, expect, expectTypeOf, it } from "vitest";

// `tsc` fails if code below `@ts-expect-error` compiles. None of this code runs.

const base = { owner: "shop@example.com", image: "registry.example.com/app" };

const cart = defineService("cart", base);

/** Takes code that only the compiler checks. */
const neverRun = (_code: () => unknown): void => undefined;

describe("secrets", () => {
  it("go into the environment as paths", () => {
    const { env } = defineService("a", {
      ...base,
      needs: { api: secret(), db: postgres({ storageGb: 10 }) },
      env: ({ needs }) => ({ API_KEY: needs.api.path, DB_PASSWORD: needs.db.passwordFile, API: needs.api.path, LEVEL: 3, DEBUG: true }),
    }).input;
    expectTypeOf(env).not.toBeAny();
    expect(typeof env).toBe("function");
  });

  it("are no compile errors if a name only looks like one", () => {
    const env = {
      VALKEY_ADDR: "valkey:6379",
      MONKEY_COUNT: 3,
      PARTITION_KEY: "id",
      KEYBOARD: "de",
      TOKENIZER_PATH: "/models/tokenizer",
      PUBLIC_KEY: "ssh-ed25519",
      TOKEN_TTL: 3600,
      PASSWORD_FILE: "/etc/password",
      REQUIRE_PASSWORD: true,
      DB_URL: "postgres://app:$(DB_PASSWORD)@db/shop",
    } as const;
    expectTypeOf(env).toExtend<Env>();
    const { env: values } = defineService("a", {
      ...base,
      needs: { api: secret({ keys: ["user", "key"] }) },
      env: ({ needs, stack, image }) => ({
        ...env,
        API_KEY: needs.api.value,
        USER_KEY: needs.api.values.user,
        AUTH_TOKEN: "$(API_KEY)",
        SITE_TOKEN: plain("abc", "because browsers see it anyway"),
        POD_IP: fieldRef("status.podIP"),
        CPU: resourceFieldRef("limits.cpu", { divisor: "1m" }),
        OLD_TOKEN: unset,
        PLACE: `${stack.region} ${stack.domain}`,
        VERSION: image.tag,
      }),
      args: ({ ports, stack }) => [stack.name, ...Object.keys(ports)],
      command: ({ image }) => ["/app", image.tag],
      files: ({ stack }) => ({ "/etc/stack": stack.name, "/etc/key": plain("abc", "because it is public"), "/etc/old": unset }),
      tiers: { prod: { env: { OLD_TOKEN: unset }, args: () => [] } },
    }).input;
    expect(typeof values).toBe("function");
  });

  neverRun(() => [
    // @ts-expect-error a file cannot have the image
    defineService("a", { ...base, files: ({ image }) => ({ "/a": image.tag }) }),
    // @ts-expect-error the stack has no such value
    defineService("a", { ...base, args: ({ stack }) => [stack.regoin] }),
    // @ts-expect-error no field that a variable may have
    defineService("a", { ...base, env: { A: fieldRef("spec.hostname") } }),
    // @ts-expect-error a reason is required
    defineService("a", { ...base, env: { API_KEY: plain("abc") } }),
    // @ts-expect-error a literal key
    defineService("a", { ...base, env: { API_KEY: "abc" } }),
    // @ts-expect-error a literal password
    defineService("a", { ...base, env: { DB_PASSWORD: "abc" } }),
    // @ts-expect-error a literal token
    defineService("a", { ...base, env: { auth_token: "abc" } }),
    // @ts-expect-error a literal key from a function
    defineService("a", { ...base, env: () => ({ API_KEY: "abc" }) }),
    // @ts-expect-error a literal password from a function
    defineService("a", { ...base, env: () => ({ DB_PASSWORD: "abc" }) }),
    // @ts-expect-error a literal token from a function
    defineService("a", { ...base, env: () => ({ auth_token: "abc" }) }),
    // @ts-expect-error a literal key for a tier
    defineService("a", { ...base, tiers: { prod: { env: { API_KEY: "abc" } } } }),
    // @ts-expect-error a literal key for a stack
    override(cart, { env: { API_KEY: "abc" } }),
    // @ts-expect-error a string that was put together
    defineService("a", { ...base, env: ({ ports }) => ({ API_KEY: `abc${Object.keys(ports).length}` }) }),
    // @ts-expect-error an environment holds strings, numbers, true and false
    defineService("a", { ...base, env: { LEVELS: ["a"] } }),
  ]);
});
