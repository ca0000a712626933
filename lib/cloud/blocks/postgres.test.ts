import { describe, expect, it } from "vitest";
import { cloudInputs, cloudOf } from "../../../test/cloud-inputs.ts";
import { serviceFile } from "../../../test/fleets.ts";
import { address } from "../../model/address.ts";
import { postgres } from "../../model/needs/postgres.ts";
import { use } from "../../model/needs/use.ts";

const SERVER = "gcp:sql/databaseInstance:DatabaseInstance";
const DATABASE = "gcp:sql/database:Database";
const USER = "gcp:sql/user:User";
const VERSION = "gcp:secretmanager/secretVersion:SecretVersion";

const server = (name: string) => ({ kind: "reference", type: SERVER, name, output: "name" });

describe("the name of a PostgreSQL", () => {
  it.each<readonly [generation: number | undefined, server: string, replica: string]>([
    [undefined, "latest-cart-db", "latest-cart-db-replica-1"],
    [1, "latest-cart-db", "latest-cart-db-replica-1"],
    [2, "latest-cart-db-g2", "latest-cart-db-replica-1-g2"],
  ])("has generation %s, because a deleted name is taken for a week", (generation, name, replica) => {
    const { get } = cloudInputs(
      { db: postgres({ storageGb: 20, replicas: 1, ...(generation === undefined ? {} : { generation }) }) },
      "latest",
    );
    expect([get(SERVER, "latest-cart-db")["name"], get(SERVER, "latest-cart-db-replica-1")["name"]]).toEqual([name, replica]);
  });
});

describe("a PostgreSQL in the cloud", () => {
  it.each<readonly [what: string, need: Parameters<typeof postgres>[0], tier: "latest" | "prod", settings: object]>([
    [
      "is one small machine on latest",
      { storageGb: 20 },
      "latest",
      { availabilityType: "ZONAL", tier: "db-custom-1-3840", edition: "ENTERPRISE" },
    ],
    ["has a standby on prod", { storageGb: 20 }, "prod", { availabilityType: "REGIONAL" }],
    ["has a machine", { storageGb: 20, cpu: 4, memoryGb: 16 }, "prod", { tier: "db-custom-4-16384" }],
    ["grows to four times its size", { storageGb: 50 }, "prod", { diskSize: 50, diskAutoresize: true, diskAutoresizeLimit: 200 }],
    [
      "has flags in order, as PostgreSQL spells them",
      { storageGb: 20, flags: { max_connections: 200, autovacuum: true, "cloudsql.iam_authentication": "off" } },
      "prod",
      {
        databaseFlags: [
          { name: "autovacuum", value: "on" },
          { name: "cloudsql.iam_authentication", value: "off" },
          { name: "max_connections", value: "200" },
        ],
      },
    ],
    [
      "has no public address, and refuses connections without TLS",
      { storageGb: 20 },
      "latest",
      { ipConfiguration: { ipv4Enabled: false, privateNetwork: "projects/shop-latest/global/networks/latest", sslMode: "ENCRYPTED_ONLY" } },
    ],
    [
      "can be restored to any second of a week on prod, and leaves a last backup",
      { storageGb: 20 },
      "prod",
      {
        backupConfiguration: {
          backupRetentionSettings: { retainedBackups: 30 },
          enabled: true,
          location: "us",
          pointInTimeRecoveryEnabled: true,
          transactionLogRetentionDays: 7,
        },
        deletionProtectionEnabled: true,
        finalBackupConfig: { enabled: true, retentionDays: 30 },
      },
    ],
    [
      "has daily backups on latest",
      { storageGb: 20 },
      "latest",
      {
        backupConfiguration: { backupRetentionSettings: { retainedBackups: 3 }, enabled: true, pointInTimeRecoveryEnabled: false },
        deletionProtectionEnabled: false,
        finalBackupConfig: { enabled: false },
      },
    ],
    // A second machine requires the logs.
    [
      "has logs on latest if it has a standby",
      { storageGb: 20, highAvailability: true },
      "latest",
      { backupConfiguration: { pointInTimeRecoveryEnabled: true } },
    ],
  ])("%s", (_what, need, tier, settings) => {
    expect(cloudInputs({ db: postgres(need) }, tier).get(SERVER, `${tier}-cart-db`)["settings"]).toMatchObject(settings);
  });

  it.each([
    ["europe-west1", "eu"],
    ["asia-east1", "asia"],
    ["us-east4", "us"],
    ["southamerica-east1", "us"],
  ])("of %s keeps its backups in %s", (region, location) => {
    const cloud = cloudInputs({ db: postgres({ storageGb: 20 }) }, "latest", { region });
    expect(cloud.get(SERVER, "latest-cart-db")["settings"]).toMatchObject({ backupConfiguration: { location } });
  });

  it("has a database and a user with one generated password, which no state has", () => {
    const cloud = cloudInputs({ db: postgres({ storageGb: 20 }) }, "prod");
    const password = { kind: "generated", secret: "prod-cart-db-password", version: 1 };
    expect(cloud.get(DATABASE, "prod-cart-db")).toEqual({ instance: server("prod-cart-db"), name: "db", project: "shop-prod" });
    expect(cloud.get(USER, "prod-cart-db")).toMatchObject({ name: "cart", passwordWo: password, passwordWoVersion: 1 });
    expect(cloud.get(USER, "prod-cart-db")).not.toHaveProperty("password");
    expect(cloud.get(VERSION, "prod-cart-db-password")).toMatchObject({ secretDataWo: password, secretDataWoVersion: 1 });
    expect(cloud.protected).toEqual([
      "GlobalAddress prod-services",
      "Network prod",
      "ManagedZone prod-internal",
      "Secret prod-cart-db-password",
      "Connection prod-services",
      "Database prod-cart-db",
      "DatabaseInstance prod-cart-db",
    ]);
  });

  it("has replicas behind one name, which nothing protects", () => {
    const cloud = cloudInputs({ db: postgres({ storageGb: 20, replicas: 2 }) }, "prod");
    for (const replica of ["prod-cart-db-replica-1", "prod-cart-db-replica-2"]) {
      expect(cloud.get(SERVER, replica)).toMatchObject({
        deletionProtection: false,
        instanceType: "READ_REPLICA_INSTANCE",
        masterInstanceName: server("prod-cart-db"),
        settings: { availabilityType: "ZONAL", deletionProtectionEnabled: false },
      });
    }
    expect(cloud.get("gcp:dns/recordSet:RecordSet", "db-replicas.cart.prod.internal")["rrdatas"]).toHaveLength(2);
  });

  it("has an endpoint for each server, at addresses that the plan decides", () => {
    const { get } = cloudInputs({ db: postgres({ storageGb: 20, replicas: 1 }) }, "latest");
    for (const [name, address] of [
      ["latest-cart-db", "10.10.178.198"],
      ["latest-cart-db-replica-1", "10.10.180.152"],
    ] as const) {
      const psc = { allowedConsumerProjects: ["shop-latest"], pscEnabled: true };
      expect(get(SERVER, name)).toMatchObject({ settings: { ipConfiguration: { pscConfigs: [psc] } } });
      expect(get("gcp:compute/address:Address", name)).toMatchObject({
        address,
        subnetwork: "projects/shop-latest/regions/us-central1/subnetworks/latest-endpoints",
      });
      const target = { kind: "reference", type: SERVER, name, output: "pscServiceAttachmentLink" };
      expect(get("gcp:compute/forwardingRule:ForwardingRule", name)).toMatchObject({
        network: "projects/shop-latest/global/networks/latest",
        target,
      });
    }
    expect(get("gcp:dns/recordSet:RecordSet", "db.cart.latest.internal")["rrdatas"]).toEqual(["10.10.178.198"]);
    expect(get("gcp:dns/recordSet:RecordSet", "db-replicas.cart.latest.internal")["rrdatas"]).toEqual(["10.10.180.152"]);
  });

  it("has no endpoint at an address that Google chose", () => {
    const db = postgres({ storageGb: 20 });
    const addresses = [address({ service: "cart", need: "db", spec: db }, "10.10.4.5/32")];
    const { get, resources } = cloudInputs({ db }, "latest", { addresses });
    expect(resources.filter(({ type }) => type === "gcp:compute/forwardingRule:ForwardingRule")).toEqual([]);
    expect(get("gcp:dns/recordSet:RecordSet", "db.cart.latest.internal")["rrdatas"]).toMatchObject([{ output: "privateIpAddress" }]);
  });

  it("shares the server of its version, once for all services", () => {
    const services = ["cart", "mail"].map((name) =>
      serviceFile(name, { needs: { log: postgres({ instance: "shared", verifyServer: name === "cart" }) } }),
    );
    const cloud = cloudOf(services, "latest");
    expect(cloud.resources.flatMap(({ type, name }) => (type === SERVER ? [name] : []))).toEqual(["latest-postgres-17"]);
    expect(cloud.get(DATABASE, "latest-mail-log")).toMatchObject({ instance: server("latest-postgres-17"), name: "mail_log" });
    expect(cloud.get("gcp:dns/recordSet:RecordSet", "postgres-17.latest.internal")).toMatchObject({ name: "postgres-17.latest.internal." });
    expect(cloud.get(VERSION, "latest-postgres-17-ca")).toMatchObject({ secretDataWoVersion: 1 });
  });

  it("belongs to one service, and a user of it makes nothing", () => {
    const cart = serviceFile("cart", { needs: { db: postgres({ storageGb: 20 }) } });
    const mail = serviceFile("mail", { needs: { carts: use(cart.service.need("db")) } });
    const alone = cloudOf([cart], "latest").resources;
    expect(cloudOf([cart, mail], "latest").resources).toEqual(alone);
  });
});
