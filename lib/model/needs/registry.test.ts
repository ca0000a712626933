import { describe, expectTypeOf, it } from "vitest";
import type { BoundNeed } from "./need.ts";
import type { BoundRedis, RedisNeed } from "./redis.ts";
import type { Need, NEED_KINDS } from "./registry.ts";
import type { BoundSecret, SecretNeed } from "./secret.ts";

describe("the registry of needs", () => {
  it("gives the union of needs and the values that a service gets", () => {
    expectTypeOf<Need["kind"]>().toEqualTypeOf<keyof typeof NEED_KINDS>();
    expectTypeOf<BoundNeed<RedisNeed>>().toEqualTypeOf<BoundRedis>();
    expectTypeOf<BoundNeed<SecretNeed<"user" | "password">>>().toEqualTypeOf<BoundSecret<"user" | "password">>();
  });
});
