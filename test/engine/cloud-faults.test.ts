import { readdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FaultKind } from "../../lib/pulumi/local/faults.ts";
import { until } from "../processes.ts";
import { CloudFleet, fleetWithCloud, outcomesOf } from "./cloud-fleet.ts";
import { HAS_ENGINE, reportSkipped } from "./engine.ts";
import { readLocalCloud } from "./local-cloud.ts";
import { started } from "./processes.ts";

reportSkipped();

const STAGING = ["--stack", "staging"];
const SHARD = "staging.needs-1";
const REDIS = "redis/instance:Instance::staging-cartservice-carts";

/** Returns the resources of a local cloud, and those that a state records. Both are sorted. */
function bothOf(fleet: CloudFleet): readonly [cloud: readonly string[], state: readonly string[]] {
  const recorded = ["staging.foundation", SHARD].flatMap((shard): readonly { readonly type: string; readonly id: string }[] => {
    const { pending_operations: pending = [], resources } = JSON.parse(fleet.read(fleet.statePath(shard))).checkpoint.latest;
    expect(pending).toEqual([]);
    return resources;
  });
  return [
    readLocalCloud(fleet.cloud).map(({ type, id }) => `${type} ${id}`),
    recorded.flatMap(({ type, id }) => (type.startsWith("gcp:") ? [`${type} ${id}`] : [])).sort(),
  ];
}

describe.skipIf(!HAS_ENGINE)("a cloud that fails in the middle", { timeout: 180_000 }, () => {
  it.each<FaultKind>(["crash", "lost answer"])("is repaired in the same run after a %s, and nothing is doubled", (kind) => {
    const fleet = new CloudFleet();
    fleet.fail({ kind, operation: "create", urn: REDIS });
    const run = fleet.upCloud(STAGING);
    expect(run.status).toBe(0);
    expect(run.shards.find(({ shard }) => shard === SHARD)?.steps).toContainEqual({
      operation: "adopt",
      type: "gcp:redis/instance:Instance",
      name: "staging-cartservice-carts",
      outcome: "done",
    });
    const [cloud, state] = bothOf(fleet);
    expect(state).toEqual(cloud);
    expect(outcomesOf(fleet.upCloud(STAGING))).toEqual(["staging.foundation unchanged 0", `${SHARD} unchanged 0`]);
  });

  it("is repaired by the next run after the engine was killed, and its lock is removed", async () => {
    const fleet = new CloudFleet();
    fleet.fail({ kind: "slow answer", operation: "create", urn: REDIS });
    const { done } = fleet.start(["up", "--only", "cloud", ...STAGING], { FAIRLEAD_ENGINE: "auto" });
    await until("the cloud has the server", () => readdirSync(fleet.cloud).includes("redis.Instance"));
    const engine = await started(fleet.root, SHARD, "pulumi");
    process.kill(engine.pid, "SIGKILL");
    expect((await done).status).toBe(3);
    fleet.fail();
    const { status, stdout, stderr } = fleet.up(["--only", "cloud", ...STAGING]);
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^ {2}adopt {3}redis\.Instance +staging-cartservice-carts$/m)]);
    expect(stderr).toMatch(/^note: staging\.needs-1 was locked by a run that ended, process \d+ of \w+@/m);
    expect(stderr).toMatch(/^note: the last run of staging\.needs-1 ended in \d+ operations?,/m);
    const [cloud, state] = bothOf(fleet);
    expect(state).toEqual(cloud);
  });
});

describe.skipIf(!HAS_ENGINE)("the state of a cloud", { timeout: 120_000 }, () => {
  it("is not used while a living run holds its lock", () => {
    const fleet = fleetWithCloud("staging");
    const locks = join(fleet.root, ".fairlead", "state", ".pulumi", "locks", "organization", "online-boutique", SHARD);
    fleet.edit("services/cartservice.ts", 'snapshot: "1h"', 'snapshot: "6h"');
    fleet.write(join(".fairlead/state/.pulumi/locks/organization/online-boutique", SHARD, "1.json"), "");
    const lock = join(locks, "1.json");
    // Process 1 always lives, and it belongs to no engine; another machine's processes cannot be seen.
    writeFileSync(lock, JSON.stringify({ pid: 1, username: "ada", hostname: "build-7", timestamp: "2026-01-31T12:00:00Z" }));
    const { status, stdout } = fleet.up(["--only", "cloud", ...STAGING]);
    expect([status, stdout]).toEqual([
      3,
      [
        "failed staging.needs-1: staging.needs-1 is locked by process 1 of ada@build-7, since 2026-01-31T12:00:00Z",
        `hint: wait until it ends; only if you know that this run is dead: rm ${lock}`,
        "cloud: 0 parts changed, 1 failed, 1 unchanged",
        "",
      ].join("\n"),
    ]);
    expect(readdirSync(locks)).toEqual(["1.json"]);
    // The number of a dead process was given to another program.
    writeFileSync(lock, JSON.stringify({ pid: process.pid, username: "ada", hostname: hostname(), timestamp: "2026-01-31T12:00:00Z" }));
    expect(outcomesOf(fleet.upCloud(STAGING))).toEqual(["staging.foundation unchanged 0", `${SHARD} changed 1`]);
  });

  it("is refused if it is corrupt, with the command that restores its backup", () => {
    const fleet = fleetWithCloud("staging");
    const path = fleet.statePath(SHARD);
    const whole = fleet.read(path);
    fleet.write(path, whole.slice(0, -100));
    fleet.edit("services/cartservice.ts", 'snapshot: "1h"', 'snapshot: "6h"');
    const { status, stdout } = fleet.up(["--only", "cloud", ...STAGING]);
    const file = join(fleet.root, path);
    expect([status, stdout.split("\n").slice(1)]).toEqual([
      3,
      [`hint: to restore the state before the last change: cp ${file}.bak ${file}`, "cloud: 0 parts changed, 1 failed", ""],
    ]);
    expect(stdout).toContain(`failed staging.needs-1: ${file} is corrupt: `);
    fleet.write(path, whole);
    expect(outcomesOf(fleet.upCloud(STAGING))).toEqual(["staging.foundation unchanged 0", `${SHARD} changed 1`]);
  });
});

describe.skipIf(!HAS_ENGINE)("protected resources", { timeout: 120_000 }, () => {
  it("stay if their needs are gone, and up lists all of them", () => {
    const fleet = fleetWithCloud("prod-us-central1");
    const prod = ["--stack", "prod-us-central1"];
    const before = fleet.read(fleet.statePath("prod-us-central1.needs-1"));
    fleet.edit("services/cartservice.ts", /\n {2}needs: .*/, "");
    fleet.edit("services/cartservice.ts", /\n {2}env: .*/, "");
    fleet.edit("services/cartservice.ts", ", redis }", " }");
    const { status, stdout } = fleet.up(["--only", "cloud", ...prod]);
    expect(status).toBe(3);
    expect(stdout).toContain("failed prod-us-central1.needs-1: would delete or replace protected resources; nothing was changed");
    expect(stdout).toContain("error redis.Instance prod-us-central1-cartservice-carts: is protected, and the specs no longer have it");
    expect(stdout).toContain(
      "hint: only if its data may go: npx fairlead cloud unprotect prod-us-central1 prod-us-central1-cartservice-carts\n",
    );
    expect(fleet.read(fleet.statePath("prod-us-central1.needs-1"))).toBe(before);
  });
});
