import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { DriftResult } from "../../lib/app/cloud/drift-result.ts";
import { type CloudFleet, fleetWithCloud } from "./cloud-fleet.ts";
import { HAS_ENGINE, reportSkipped } from "./engine.ts";

reportSkipped();

const REDIS = "staging-cartservice-carts";

/** Returns the file of a Redis in the local cloud. */
function fileOf({ cloud }: CloudFleet, name: string): string {
  const folder = join(cloud, "redis.Instance");
  const file = readdirSync(folder).find((each) => each.startsWith(name));
  if (file === undefined) throw new Error(`the cloud has no ${name}`);
  return join(folder, file);
}

/** Changes the memory of the Redis as somebody in the console would. */
function grow(fleet: CloudFleet): void {
  const file = fileOf(fleet, REDIS);
  writeFileSync(file, readFileSync(file, "utf8").replace('"memorySizeGb": 1', '"memorySizeGb": 3'));
}

/** Runs a command of the cloud, and returns its exit code and the drift of staging. */
function compare(fleet: CloudFleet, ...args: readonly string[]): readonly unknown[] {
  const { status, stdout, stderr } = fleet.run(["cloud", ...args, "--json"]);
  if (stdout === "") throw new Error(stderr);
  const { stacks }: DriftResult = JSON.parse(stdout);
  return [
    status,
    ...stacks.flatMap(({ outcome, drifted, unread }) => [
      outcome,
      ...drifted.map(({ what, name, values }) => [what, name, ...values.map(({ path, recorded, found }) => [path, recorded, found])]),
      ...unread.map(({ resource, message }) => `${resource}: ${message.replace(/'projects[^']*'/, "'...'")}`),
    ]),
  ];
}

const drift = (fleet: CloudFleet): readonly unknown[] => compare(fleet, "drift", "--stack", "staging");

describe.skipIf(!HAS_ENGINE)("a cloud that somebody changed", { timeout: 300_000 }, () => {
  it("is clean, drifted or unknown, and is repaired in two steps", () => {
    const fleet = fleetWithCloud("staging");
    expect(drift(fleet)).toEqual([0, "clean"]);

    grow(fleet);
    const changed = ["changed", REDIS, ["memorySizeGb", 1, 3]];
    expect(drift(fleet)).toEqual([1, "drifted", changed]);
    // A comparison changes nothing, so a second one finds the same.
    expect(drift(fleet)).toEqual([1, "drifted", changed]);
    expect(fleet.run(["preview", "--only", "cloud", "--stack", "staging"]).status).toBe(0);

    expect(compare(fleet, "repair", "staging")).toEqual([0, "drifted", changed]);
    expect(fleet.run(["preview", "--only", "cloud", "--stack", "staging"]).stdout).toContain(
      `update  redis.Instance  ${REDIS}  memorySizeGb`,
    );
    expect(fleet.upCloud(["--stack", "staging"]).status).toBe(0);
    expect(drift(fleet)).toEqual([0, "clean"]);

    rmSync(fileOf(fleet, REDIS));
    expect(drift(fleet)).toEqual([1, "drifted", ["deleted", REDIS]]);
    expect(compare(fleet, "repair", "staging")[0]).toBe(0);
    expect(fleet.upCloud(["--stack", "staging"]).status).toBe(0);
    expect(drift(fleet)).toEqual([0, "clean"]);

    fleet.fail({ kind: "permission", operation: "read", urn: REDIS });
    const [status, outcome, ...reasons] = drift(fleet);
    expect([status, outcome]).toEqual([3, "unknown"]);
    expect(reasons.join("\n")).toContain("googleapi: Error 403: Permission 'read' denied on resource");
  });

  it("names the commands that bring it back", () => {
    const fleet = fleetWithCloud("staging");
    grow(fleet);
    expect(fleet.run(["cloud", "drift", "--stack", "staging"]).stdout).toContain(
      [
        `  changed  redis.Instance  ${REDIS}  memorySizeGb: recorded 1, found 3`,
        "hint: to bring it back: npx fairlead cloud repair staging, then npx fairlead up",
      ].join("\n"),
    );
    // A rule takes the value out until its last day.
    const rule = (expires: string): string =>
      `driftIgnore: [{ resource: "cartservice.carts", property: "memorySizeGb", owner: "a@b.com", expires: "${expires}", because: "a trial" }],`;
    fleet.edit("stacks/staging.ts", "tier:", `${rule("2999-12-24")}\n  tier:`);
    expect(fleet.run(["cloud", "drift", "--stack", "staging"])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("1 value ignored"),
    });
    fleet.edit("stacks/staging.ts", "2999-12-24", "2020-12-24");
    expect(fleet.run(["cloud", "drift", "--stack", "staging"])).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("driftIgnore of cartservice.carts memorySizeGb expired after 2020-12-24; its owner is a@b.com"),
    });
    expect(fleet.run(["cloud", "drift", "--stack", "latest"]).stdout).toBe("no stack has a recorded cloud\n");
    expect(fleet.run(["cloud", "repair", "nowhere"]).status).toBe(3);
  });
});
