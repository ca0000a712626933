import { describe, expect, it } from "vitest";
import { cloudInputs } from "../../../test/cloud-inputs.ts";
import { recordedAs } from "../../cloud/place/recorded-as.ts";
import { settlePasswords } from "../../cloud/settle-passwords.ts";
import type { AnyCloudResource } from "../../cloud/resource.ts";
import { redis } from "../../model/needs/redis.ts";
import { postgres } from "../../model/needs/postgres.ts";
import { settleShard } from "./settle-shard.ts";

const SECRET = "latest-cart-orders-password";
const resources = cloudInputs({ orders: postgres({ storageGb: 10 }) }, "latest").resources;
const { resources: recorded } = recordedAs("shop.needs-1", settlePasswords(resources, []).resources);
const settle = (next: readonly AnyCloudResource[]) =>
  settleShard({ stack: "shop", shard: "shop.needs-1", project: "shop", resources: next, recorded });
const withInputs = (type: string, inputs: object): readonly AnyCloudResource[] =>
  resources.map((each) => (each.type === type ? ({ ...each, inputs: { ...each.inputs, ...inputs } } as AnyCloudResource) : each));

/** Returns the numbers of the password for the user and for the secret. */
const numbers = ({ input }: ReturnType<typeof settle>): readonly unknown[] =>
  input.resources.flatMap(({ inputs }) =>
    ["passwordWoVersion", "secretDataWoVersion"].flatMap((key) => (key in inputs ? [Reflect.get(inputs, key)] : [])),
  );

describe("the passwords of a shard", () => {
  it("stay without a change", () => {
    expect([settle(resources).input.fresh, numbers(settle(resources))]).toEqual([[], [1, 1]]);
  });

  it.each<readonly [what: string, next: readonly AnyCloudResource[]]>([
    ["the server", withInputs("gcp:sql/databaseInstance:DatabaseInstance", { region: "us-east1" })],
    ["the user", withInputs("gcp:sql/user:User", { host: "%" })],
    ["the secret", withInputs("gcp:secretmanager/secret:Secret", { replication: { userManaged: { replicas: [] } } })],
  ])("are new for user and secret if %s is replaced", (_what, next) => {
    const settled = settle(next);
    expect([settled.input.fresh, numbers(settled)]).toEqual([[SECRET], [1_000_001, 1_000_001]]);
    expect(settled.changes.find(({ type }) => type === "gcp:secretmanager/secretVersion:SecretVersion")?.action).toBe("replace");
  });
});

describe("the copies of a server's own secrets", () => {
  const REDIS = "gcp:redis/instance:Instance";
  const VERSION = "gcp:secretmanager/secretVersion:SecretVersion";
  const carts = (options: object) => cloudInputs({ carts: redis({ memoryGb: 1, auth: true, tls: true, ...options }) }, "latest").resources;
  const before = recordedAs("shop.needs-1", settlePasswords(carts({}), []).resources).resources;
  const copies = (next: readonly AnyCloudResource[], state = before): readonly unknown[] => {
    const { changes, input } = settleShard({ stack: "shop", shard: "shop.needs-1", project: "shop", resources: next, recorded: state });
    const versions = input.resources.filter(({ type }) => type === VERSION);
    return versions.map(({ name, inputs }) => [
      name,
      Reflect.get(inputs, "secretDataWoVersion"),
      changes.find((each) => each.type === VERSION && each.name === name)?.action,
    ]);
  };
  const both = (number: number, action: string) => ["ca", "password"].map((part) => [`latest-cart-carts-${part}`, number, action]);
  const at = (type: string, created: string) =>
    before.map((each) => (each.type === type ? { ...each, created } : { created: "2026-01-31T12:00:00Z", ...each }));

  it.each<readonly [what: string, found: readonly unknown[], expected: readonly unknown[]]>([
    ["stay without a change", copies(carts({})), both(1, "same")],
    ["stay if the server is updated", copies(carts({ memoryGb: 2 })), both(1, "same")],
    ["are new if the server is replaced", copies(carts({ highAvailability: true })), both(1_000_001, "replace")],
    [
      "are new if the server is",
      copies(
        carts({}),
        before.filter(({ type }) => type !== REDIS),
      ),
      both(1_000_001, "replace"),
    ],
    ["are new if a run ended after the server", copies(carts({}), at(REDIS, "2026-01-31T12:00:01.5Z")), both(1_000_001, "replace")],
    ["stay if the server is older", copies(carts({}), at(REDIS, "2026-01-31T11:59:59Z")), both(1, "same")],
  ])("%s", (_what, found, expected) => expect(found).toEqual(expected));
});
