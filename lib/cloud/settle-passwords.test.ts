import { describe, expect, it } from "vitest";
import { cloudInputs } from "../../test/cloud-inputs.ts";
import { postgres } from "../model/needs/postgres.ts";
import type { RecordedResource } from "./recorded.ts";
import type { AnyCloudResource } from "./resource.ts";
import { settlePasswords } from "./settle-passwords.ts";

const USER = "gcp:sql/user:User";
const VERSION = "gcp:secretmanager/secretVersion:SecretVersion";

const recordedAt = (type: string, name: string, inputs: Readonly<Record<string, unknown>>): RecordedResource => ({
  urn: `urn:pulumi:latest.needs-1::shop::${type}::${name}`,
  type,
  name,
  custom: true,
  inputs,
  outputs: {},
  protect: false,
  dependencies: [],
  propertyDependencies: {},
  aliases: [],
  delete: false,
  external: false,
});

/** Returns the resources of a database whose spec asks for a version of its password. */
const database = (version: number): readonly AnyCloudResource[] =>
  cloudInputs({ db: postgres({ storageGb: 10 }) }, "latest").resources.map((each) =>
    "passwordWo" in each.inputs
      ? ({
          ...each,
          inputs: { ...each.inputs, passwordWo: { kind: "generated", secret: "latest-cart-db-password", version } },
        } as AnyCloudResource)
      : "secretDataWo" in each.inputs && each.name === "latest-cart-db-password"
        ? ({ ...each, inputs: { ...each.inputs, secretDataWo: { kind: "generated", secret: each.name, version } } } as AnyCloudResource)
        : each,
  );

describe("settlePasswords", () => {
  it.each<readonly [what: string, spec: number, user: number | undefined, secret: number | undefined, number: number, isFresh: boolean]>([
    ["nothing is recorded", 1, undefined, undefined, 1, true],
    ["both have the version", 1, 1, 1, 1, false],
    ["the spec rotates", 2, 1, 1, 2, true],
    ["a run ended after the user", 1, 1, undefined, 1_000_001, true],
    ["a run ended after the secret", 1, undefined, 1, 1_000_001, true],
    ["both have the number of a repair", 1, 1_000_001, 1_000_001, 1_000_001, false],
    ["a repair ended in the middle, too", 1, 1_000_001, 1, 2_000_001, true],
    ["a rotation ended in the middle", 2, 2, 1, 1_000_002, true],
    ["a rotation follows a repair", 2, 1_000_001, 1_000_001, 2, true],
  ])("if %s", (_what, spec, user, secret, number, isFresh) => {
    const recorded = [
      ...(user === undefined ? [] : [recordedAt(USER, "latest-cart-db", { passwordWoVersion: user })]),
      ...(secret === undefined ? [] : [recordedAt(VERSION, "latest-cart-db-password", { secretDataWoVersion: secret })]),
    ];
    const { resources, fresh } = settlePasswords(database(spec), recorded);
    const inputsOf = (type: string, name: string): unknown => resources.find((each) => each.type === type && each.name === name)?.inputs;
    expect(inputsOf(USER, "latest-cart-db")).toMatchObject({ passwordWoVersion: number });
    expect(inputsOf(VERSION, "latest-cart-db-password")).toMatchObject({ secretDataWoVersion: number });
    expect(fresh).toEqual(isFresh ? ["latest-cart-db-password"] : []);
  });

  it("ignores what waits for its deletion", () => {
    const old = { ...recordedAt(USER, "latest-cart-db", { passwordWoVersion: 1 }), delete: true };
    expect(settlePasswords(database(1), [old]).fresh).toEqual(["latest-cart-db-password"]);
  });
});
