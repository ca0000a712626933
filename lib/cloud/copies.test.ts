import { describe, expect, it } from "vitest";
import { cloudOf } from "../../test/cloud-inputs.ts";
import { type Fields, fleetOf, modelOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { bucket } from "../model/needs/bucket.ts";
import { postgres } from "../model/needs/postgres.ts";
import { redis } from "../model/needs/redis.ts";
import { secret } from "../model/needs/secret.ts";
import { topic } from "../model/needs/topic.ts";
import { valkey } from "../model/needs/valkey.ts";
import { restored } from "../model/restored.ts";
import { none } from "../model/fields/probes.ts";
import type { Need } from "../model/needs/registry.ts";
import type { Tier } from "../model/tier.ts";
import { needBlock } from "./blocks/registry.ts";
import { cloudNeeds } from "./cloud-needs.ts";
import type { CopyPlan } from "./copies.ts";

const AT = "2026-11-30T02:00:00Z";
const PLAN: CopyPlan = { server: "the-server", source: { kind: "second", at: AT }, range: "10.10.208.8/29" };
const OF_BACKUP: CopyPlan = { ...PLAN, source: { kind: "backup", at: AT, id: "1764468000000" } };
const NAME = "cart-db-20261130t020000z";
const RANGE = { privateRange: "10.10.0.0/16" };

/** Returns the copies of the need `db` of `cart`. */
function copiesOf(db: Need, tier: Tier) {
  const services = [serviceFile("cart", { needs: { db }, ...(tier === "prod" ? { scale: { min: 3 } } : {}) })];
  const [stack] = modelOf(fleetOf({ services, stacks: [stackFile(tier, { tier, ...RANGE })] })).stacks;
  const [found] = stack === undefined ? [] : cloudNeeds(stack);
  if (found === undefined) throw new Error("the stack has no need");
  return needBlock(found.need).copies(found.need, found.place);
}

/** Returns the resources of a copy by type. */
function copyOf(db: Need, tier: Tier, plan: CopyPlan) {
  const copies = copiesOf(db, tier);
  if (copies.kind === "none") throw new Error(copies.reason);
  return new Map(copies.resources(plan).map((each) => [each.type as string, each]));
}

describe("a need without copies", () => {
  it.each<readonly [what: string, need: Need, tier: Tier, reason: string]>([
    ["a Redis", redis({ memoryGb: 1, snapshot: "1h" }), "prod", "has no backups: its snapshots serve only its own recovery"],
    ["a bucket", bucket(), "prod", "has no backup as a whole: it keeps the last 5 versions of each object"],
    ["a topic", topic(), "prod", "has no data to restore"],
    ["a secret", secret({ keys: ["token"] }), "prod", "Secret Manager keeps each version"],
    ["a shared PostgreSQL", postgres({ instance: "shared" }), "prod", "is on a server that services share"],
    ["a Valkey on latest", valkey({ memoryGb: 1 }), "latest", "has no backups on latest"],
    ["a Valkey without snapshots", valkey({ memoryGb: 1, snapshot: none("because it is a cache") }), "prod", "turns them off"],
  ])("is %s, with the reason", (_what, need, tier, reason) => {
    expect(copiesOf(need, tier)).toMatchObject({ kind: "none", reason: expect.stringContaining(reason) });
  });
});

describe("the copies of a need", () => {
  it.each<readonly [what: string, need: Need, tier: Tier, backups: object]>([
    ["reach back a week to any second, and a month by day", postgres({ storageGb: 20 }), "prod", { days: 30, logDays: 7 }],
    ["reach back three days on latest", postgres({ storageGb: 20 }), "latest", { days: 3, logDays: 0 }],
    ["reach back a week on staging", valkey({ memoryGb: 1 }), "staging", { days: 7, logDays: 0 }],
  ])("%s", (_what, need, tier, backups) => {
    expect(copiesOf(need, tier)).toMatchObject({ kind: "copies", hour: 2, ...backups });
  });
});

describe("a copy of a PostgreSQL", () => {
  it("is a clone of the server beside it", () => {
    const server = copyOf(postgres({ storageGb: 20 }), "prod", PLAN).get("gcp:sql/databaseInstance:DatabaseInstance");
    expect(server).toMatchObject({
      name: `prod-${NAME}`,
      protect: true,
      inputs: {
        name: `prod-${NAME}`,
        clone: { sourceInstanceName: "the-server", pointInTime: AT },
        deletionProtection: false,
        settings: { availabilityType: "REGIONAL", diskSize: 20, deletionProtectionEnabled: false },
      },
    });
  });

  it("begins with a backup if no log has the time", () => {
    const server = copyOf(postgres({ storageGb: 20 }), "latest", OF_BACKUP).get("gcp:sql/databaseInstance:DatabaseInstance");
    expect(server).toMatchObject({ inputs: { restoreBackupContext: { backupRunId: 1764468000000, instanceId: "the-server" } } });
    expect(server?.inputs).not.toHaveProperty("clone");
  });

  it("has a subnet, an address and a certificate of its own", () => {
    const copy = copyOf(postgres({ storageGb: 20, verifyServer: true }), "prod", PLAN);
    expect(copy.get("gcp:compute/subnetwork:Subnetwork")?.inputs).toMatchObject({ ipCidrRange: "10.10.208.8/29" });
    expect(copy.get("gcp:compute/address:Address")?.inputs).toMatchObject({ address: "10.10.208.10" });
    expect(copy.get("gcp:secretmanager/secret:Secret")).toMatchObject({ name: `prod-${NAME}-ca` });
    expect([...copy.keys()]).not.toContain("gcp:sql/user:User");
  });
});

describe("a copy of a Valkey", () => {
  it("begins with a backup, and has two endpoints", () => {
    const copies = copiesOf(valkey({ memoryGb: 1 }), "prod");
    const made = copies.kind === "none" ? [] : copies.resources(OF_BACKUP);
    const server = made.find(({ type }) => type === "gcp:memorystore/instance:Instance");
    expect(server).toMatchObject({
      protect: true,
      inputs: { instanceId: `prod-${NAME}`, managedBackupSource: { backup: "1764468000000" }, deletionProtectionEnabled: false },
    });
    const addresses = made.flatMap(({ type, inputs }) => (type === "gcp:compute/address:Address" ? [Reflect.get(inputs, "address")] : []));
    expect(addresses).toEqual(["10.10.208.10", "10.10.208.11"]);
  });
});

describe("a stack whose services use a copy", () => {
  const needs = { db: postgres({ storageGb: 20, verifyServer: true, replicas: 1 }) };
  const cart = serviceFile("cart", { needs });
  const use = [restored(cart.service.need("db"), { at: AT, range: "10.10.208.8/29" })];
  const of = (fields: Fields) => cloudOf([cart], "staging", { ...RANGE, ...fields }).resources;

  it("changes only the addresses behind the names of the instance", () => {
    const before = new Map(of({}).map((each) => [`${each.type} ${each.name}`, each]));
    const after = of({ restored: use });
    const changed = after.filter((each) => JSON.stringify(each) !== JSON.stringify(before.get(`${each.type} ${each.name}`)));
    expect(after).toHaveLength(before.size);
    expect(changed.map(({ name, inputs }) => [name, Reflect.get(inputs, "rrdatas")])).toEqual([
      ["db-replicas.cart.staging.internal", ["10.10.208.10"]],
      ["db.cart.staging.internal", ["10.10.208.10"]],
    ]);
  });
});
