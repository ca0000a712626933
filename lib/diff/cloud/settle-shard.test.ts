import { describe, expect, it } from "vitest";
import { cloudInputs } from "../../../test/cloud-inputs.ts";
import { recordedAs } from "../../cloud/place/recorded-as.ts";
import { settlePasswords } from "../../cloud/settle-passwords.ts";
import type { AnyCloudResource } from "../../cloud/resource.ts";
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
