import { describe, expect, it } from "vitest";
import type { RestoreResult } from "../../lib/app/cloud/restore/restore-result.ts";
import { CloudFleet, fleetWithCloud } from "./cloud-fleet.ts";
import { HAS_ENGINE, reportSkipped } from "./engine.ts";
import { inputsInCloud, readLocalCloud } from "./local-cloud.ts";

reportSkipped();

const ORDERS = "staging/orderservice.orders";
const SERVER = "gcp:sql/databaseInstance:DatabaseInstance";

/** Returns the second in which the recorded server of the orders was made, with seconds added. */
function afterBirth(fleet: CloudFleet, seconds: number): string {
  const { resources } = JSON.parse(fleet.read(fleet.statePath("staging.needs-1"))).checkpoint.latest;
  const { created } = resources.find(({ type }: { readonly type: string }) => type === SERVER);
  return `${new Date(Math.floor(Date.parse(created) / 1000) * 1000 + seconds * 1000).toISOString().slice(0, 19)}Z`;
}

/** Runs `cloud restore` at a time of the clock, and returns its exit code with its result. */
function restore(fleet: CloudFleet, now: string, ...args: readonly string[]): RestoreResult & { readonly status: number | null } {
  const { status, stdout, stderr } = fleet.run(["cloud", "restore", ...args, "--json"], { env: { FAIRLEAD_NOW: now } });
  if (stdout === "") throw new Error(stderr);
  return { status, ...JSON.parse(stdout) };
}

const cloudOf = (fleet: CloudFleet): readonly string[] => readLocalCloud(fleet.cloud).map(({ type, id }) => `${type} ${id}`);

describe.skipIf(!HAS_ENGINE)("a copy of an instance", { timeout: 300_000 }, () => {
  it("is made beside the instance, once, and stays until a person ends it", () => {
    const fleet = new CloudFleet();
    const early = fleet.run(["cloud", "restore", ORDERS, "--at", "2026-01-01T00:00:00Z"]);
    expect([early.status, early.stderr]).toEqual([3, expect.stringContaining("orderservice.orders of staging is not up")]);
    fleet.upCloud(["--stack", "staging"]);
    const before = cloudOf(fleet);
    const [at, now] = [afterBirth(fleet, 60), afterBirth(fleet, 3600)];

    const plan = restore(fleet, now, ORDERS, "--at", at, "--dry-run");
    expect([plan.status, plan.outcome, plan.changes.map(({ action }) => action)]).toEqual([
      0,
      "planned",
      ["create", "create", "create", "create"],
    ]);
    expect(plan.cost.least).toBeGreaterThan(0);
    expect(cloudOf(fleet)).toEqual(before);

    const made = restore(fleet, now, ORDERS, "--at", at);
    expect([made.status, made.outcome, made.source]).toEqual([0, "restored", { kind: "second", at }]);
    expect(cloudOf(fleet)).toEqual(expect.arrayContaining([...before]));
    expect(inputsInCloud(fleet.cloud, SERVER).flatMap(({ clone }) => clone ?? [])).toEqual([
      { sourceInstanceName: "staging-orderservice-orders", pointInTime: at },
    ]);
    const all = cloudOf(fleet);

    // Later runs leave it alone.
    expect(restore(fleet, now, ORDERS, "--at", at)).toMatchObject({ status: 0, outcome: "unchanged" });
    expect(fleet.upCloud(["--stack", "staging"]).shards.map(({ outcome }) => outcome)).toEqual(["unchanged", "unchanged"]);
    expect(fleet.run(["preview", "--only", "cloud", "--stack", "staging"]).stdout).toBe("unchanged: staging\n");
    expect(cloudOf(fleet)).toEqual(all);

    // The status has the newest backup and the copy.
    const status = (time: string): string => fleet.run(["status", "--stack", "staging"], { env: { FAIRLEAD_NOW: time } }).stdout;
    expect(status(at)).toContain(`backup of staging/orderservice.orders: none since ${afterBirth(fleet, 0)}`);
    expect(status(afterBirth(fleet, 2 * 86_400))).toMatch(
      /^backup of staging\/orderservice\.orders: \d+h ago, any second of the last 7 days$/m,
    );
    expect(status(at)).toContain("backup of staging/cartservice.carts: none: it keeps a snapshot every 1h, for its own recovery");
    expect(status(at)).toContain(`copy ${made.part} is not in use; to end it: npx fairlead cloud destroy staging --part ${made.part}`);

    // The line of the report lets the services use it.
    const line = made.switchOver?.line ?? "";
    fleet.edit("stacks/staging.ts", "import { ", `import orderservice from "../services/orderservice.ts";\nimport { restored, `);
    fleet.edit("stacks/staging.ts", "  tier:", `  ${line}\n  tier:`);
    expect(fleet.up(["--stack", "staging"]).status).toBe(0);
    const first = made.range.replace(/\d+\/29$/, (end) => String(Number.parseInt(end, 10) + 2));
    expect(inputsInCloud(fleet.cloud, "gcp:dns/recordSet:RecordSet").flatMap(({ rrdatas }) => rrdatas)).toContain(first);
    const policy = "pulumi-gen/staging/services/orderservice/networkpolicy-orderservice.yaml";
    expect(fleet.read(policy)).toContain(`cidr: ${made.range}`);
    expect(restore(fleet, now, ORDERS, "--at", at)).toMatchObject({ status: 0, outcome: "unchanged", range: made.range });
    const end = ["cloud", "destroy", "staging", "--part", made.part, "--confirm", "staging"];
    expect(fleet.run(end)).toMatchObject({ status: 1, stderr: expect.stringContaining(`orderservice uses ${made.part}`) });

    // Without the line they use the instance again.
    fleet.edit("stacks/staging.ts", `  ${line}\n`, "");
    expect(fleet.upCloud(["--stack", "staging"]).status).toBe(0);
    expect(fleet.run(end).status).toBe(0);
    expect(cloudOf(fleet)).toEqual(before);
  });

  it("comes from a backup if the logs do not reach back, and only from data that exist", () => {
    const fleet = fleetWithCloud("staging");
    const day = 86_400;
    const now = afterBirth(fleet, 10 * day);
    const wrong = (...args: readonly string[]): readonly unknown[] => {
      const { status, stderr } = fleet.run(["cloud", "restore", ...args], { env: { FAIRLEAD_NOW: now } });
      return [status, stderr.split("\n")[0]];
    };
    // Neither the logs nor one of the 7 daily backups has the second day of ten.
    expect(wrong(ORDERS, "--at", afterBirth(fleet, day))).toEqual([1, expect.stringContaining("has no backup up to")]);
    expect(wrong(ORDERS, "--at", afterBirth(fleet, -1))).toEqual([
      1,
      expect.stringContaining("orderservice.orders of staging exists since"),
    ]);
    expect(wrong(ORDERS, "--at", afterBirth(fleet, 11 * day))).toEqual([1, expect.stringContaining("has no data of")]);
    expect(wrong(ORDERS, "--at", "2026-11-30T02:00:00")).toEqual([2, expect.stringContaining("is not a time with its zone")]);
    expect(wrong("staging/cartservice.carts", "--at", now)).toEqual([1, expect.stringContaining("has no backups")]);
    expect(wrong("staging/salesreport.orders", "--at", now)).toEqual([1, expect.stringContaining("belongs to orderservice")]);
    expect(wrong("latest/orderservice.orders", "--at", now)).toEqual([1, expect.stringContaining("runs in the cluster")]);
    expect(wrong("staging/orderservice.order", "--at", now)).toEqual([3, expect.stringContaining('did you mean "orders"?')]);
    expect(wrong("staging", "--at", now)).toEqual([2, expect.stringContaining("does not name the need")]);

    const source = restore(fleet, now, ORDERS, "--at", afterBirth(fleet, 4 * day), "--dry-run").source;
    expect(source).toEqual({ kind: "second", at: afterBirth(fleet, 4 * day) });
  });

  it("is required by a stack whose services use it", () => {
    const fleet = fleetWithCloud("staging");
    fleet.edit("stacks/staging.ts", "import { ", `import orderservice from "../services/orderservice.ts";\nimport { restored, `);
    const line = `restored: [restored(orderservice.need("orders"), { at: "2026-11-30T02:00:00Z", range: "10.20.208.8/29" })],`;
    fleet.edit("stacks/staging.ts", "  tier:", `  ${line}\n  tier:`);
    const { status, shards } = fleet.upCloud(["--stack", "staging"]);
    expect([status, shards.map(({ message }) => message)]).toEqual([3, [expect.stringContaining("which no state has")]]);
    expect(fleet.run(["preview", "--stack", "staging"]).status).toBe(3);
  });
});
