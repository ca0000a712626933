import { describe, expect, it } from "vitest";
import type { Fields } from "../../../test/fleets.ts";
import { type AnyContext, type Draft, failing, problemsOnFourStacks } from "../../../test/four-stacks.ts";
import { redis } from "../../index.ts";

const shared = failing();

describe("a mistake in env is one problem on four stacks", () => {
  it.each<readonly [string, Fields, string]>([
    ["a function that throws", { env: failing() }, "services/cart.ts: env: failed: boom"],
    [
      "a function that throws another message on each stack",
      { needs: { db: redis({ memoryGb: 1 }) }, env: ({ needs }: AnyContext) => failing(`no ${needs["db"]?.["host"]}`)() },
      "services/cart.ts: env: failed: no db.cart.edge.internal (on edge, staging, prod-eu, prod-us)",
    ],
    [
      "a function that throws on some stacks",
      {
        needs: { db: redis({ memoryGb: 1 }) },
        env: ({ needs }: AnyContext) => (needs["db"]?.["host"]?.includes("prod") === true ? failing()() : {}),
      },
      "services/cart.ts: env: failed: boom (on prod-eu, prod-us)",
    ],
    [
      "one function in two tiers",
      { tiers: { staging: { env: shared }, prod: { env: shared } } },
      "services/cart.ts: tiers.staging.env: failed: boom; also at services/cart.ts: tiers.prod.env",
    ],
    ["a function of one tier", { tiers: { prod: { env: failing() } } }, "services/cart.ts: tiers.prod.env: failed: boom"],
    [
      "an unknown port",
      { env: ({ ports }: AnyContext) => ({ A: ports["htpp"] }) },
      'services/cart.ts: env.A: there is no port "htpp"; did you mean "http"?',
    ],
    [
      "an unknown need",
      { env: ({ needs }: AnyContext) => ({ A: needs["db"] }) },
      'services/cart.ts: env.A: there is no need "db"; there are none',
    ],
    [
      "an unknown call",
      { env: ({ calls }: AnyContext) => ({ A: calls["ad"] }) },
      'services/cart.ts: env.A: there is no call "ad"; there are none',
    ],
    ["a string for an object", { env: () => "A=1" }, "services/cart.ts: env: must be an object, or a function that returns one"],
    ["an undefined value", { env: () => ({ A: undefined }) }, "services/cart.ts: env.A: has no value"],
    ["an object for a string", { env: () => ({ A: {} }) }, "services/cart.ts: env.A: is not a string, a number, true or false"],
    [
      "a malformed name with a malformed value",
      { env: () => ({ "A B": {} }) },
      'services/cart.ts: env.A B: "A B" is not the name of an environment variable',
    ],
    ["a secret", { env: { TOKEN: "x" } }, "services/cart.ts: env.TOKEN: looks like a secret, and its value would be in git"],
    [
      "a private key, and a patch that sees it",
      { env: { CERT: "-----BEGIN PRIVATE KEY-----" }, patch: { ConfigMap: (draft: Draft) => void (draft.data["A"] = "1") } },
      "services/cart.ts: env.CERT: contains a private key",
    ],
    [
      "a function that throws, and a patch that needs its variable",
      { env: failing(), files: { "/etc/a": "x" }, patch: { ConfigMap: (draft: Draft) => void draft.data["URL"]?.length.toFixed() } },
      "services/cart.ts: env: failed: boom",
    ],
    [
      "a function that throws, and a patch that expects its ConfigMap in the pod",
      {
        env: failing(),
        patch: {
          Deployment: (draft: Draft) => {
            const pod: unknown = Reflect.get(draft.spec["template"] ?? {}, "spec");
            Reflect.get(Object(pod), "containers")[0].envFrom.push({ configMapRef: { name: "more" } });
          },
        },
      },
      "services/cart.ts: env: failed: boom",
    ],
  ])("%s", (_title, fields, problem) => {
    expect(problemsOnFourStacks(fields)).toEqual([problem]);
  });
});
