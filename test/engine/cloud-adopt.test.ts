import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { AdoptResult } from "../../lib/app/cloud/adopt-result.ts";
import { until } from "../processes.ts";
import { type CloudFleet, fleetWithCloud } from "./cloud-fleet.ts";
import { HAS_ENGINE, reportSkipped } from "./engine.ts";
import { readLocalCloud } from "./local-cloud.ts";
import { processesOf } from "./processes.ts";

reportSkipped();

const REDIS = "staging-cartservice-carts";

/** Runs `cloud adopt staging`, and returns its exit code with its result. */
function adopt(fleet: CloudFleet, ...args: readonly string[]): AdoptResult & { readonly status: number | null } {
  const { status, stdout } = fleet.run(["cloud", "adopt", "staging", ...args, "--json"]);
  return { status, ...JSON.parse(stdout) };
}

/** Counts the outcomes of a takeover: `adopted 17`. */
const outcomesOf = ({ resources }: AdoptResult): readonly string[] =>
  [...Map.groupBy(resources, ({ outcome }) => outcome)].map(([outcome, list]) => `${outcome} ${list.length}`).sort();

/** Makes a fleet whose cloud of staging exists, and whose state is lost. */
function lostState(): CloudFleet {
  const fleet = fleetWithCloud("staging");
  fleet.remove(".fairlead/state");
  return fleet;
}

/** Changes a file of the Redis in the local cloud. */
function editRedis({ cloud }: CloudFleet, change: (text: string) => string | undefined): void {
  const folder = join(cloud, "redis.Instance");
  const path = join(folder, readdirSync(folder).find((each) => each.startsWith(REDIS)) ?? "");
  const text = change(readFileSync(path, "utf8"));
  if (text === undefined) rmSync(path);
  else writeFileSync(path, text);
}

describe.skipIf(!HAS_ENGINE)("resources that the state does not have", { timeout: 300_000 }, () => {
  it("are taken over as they are, and only once", () => {
    const fleet = lostState();
    const cloud = readLocalCloud(fleet.cloud);
    const unmanaged = (): number => JSON.parse(fleet.run(["cloud", "show", "--json"]).stdout).unmanaged.length;
    expect(unmanaged()).toBe(cloud.length);
    const planned = adopt(fleet, "--dry-run");
    expect([planned.status, planned.outcome, fleet.exists(fleet.statePath("staging.needs-1"))]).toEqual([0, "planned", false]);
    const first = adopt(fleet);
    // A grant has the number of the project in its id, and the content of a secret stays unknown.
    expect([first.status, outcomesOf(first)]).toEqual([0, ["adopted 21", "skipped 2"]]);
    expect(readLocalCloud(fleet.cloud)).toEqual(cloud);
    expect(adopt(fleet)).toMatchObject({ status: 0, outcome: "nothing" });
    expect(fleet.run(["cloud", "adopt", "staging", "cartservice.carts"])).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('the state of staging already has all that "cartservice.carts" asks for'),
    });

    // The next up only gives the new password, and makes the grant again.
    const preview = fleet.run(["preview", "--only", "cloud", "--stack", "staging"]);
    expect([preview.status, preview.stdout.split("\n")[0]]).toEqual([0, expect.stringMatching(/1 updated, 2 created, 20 unchanged$/)]);
    expect(fleet.upCloud(["--stack", "staging"]).status).toBe(0);
    expect(fleet.run(["preview", "--only", "cloud", "--stack", "staging"]).stdout).toBe("unchanged: staging\n");
    expect(unmanaged()).toBe(1);
    // The takeover recorded the dependencies, so an end goes in order.
    expect(fleet.run(["cloud", "destroy", "staging", "--confirm", "staging"]).status).toBe(0);
    expect(readLocalCloud(fleet.cloud)).toEqual([]);
  });

  it("are refused if up would change or replace them, with all differences at once", () => {
    const fleet = lostState();
    editRedis(fleet, (text) => text.replace('"memorySizeGb": 1', '"memorySizeGb": 3').replace('"STANDARD_HA"', '"BASIC"'));
    const { status, outcome, resources } = adopt(fleet);
    expect([status, outcome]).toEqual([1, "refused"]);
    expect(resources.filter((each) => each.outcome === "differs")).toMatchObject([
      {
        name: REDIS,
        message: "the next up would replace it",
        values: [
          { path: "memorySizeGb", recorded: 3, found: 1 },
          { path: "tier", recorded: "BASIC", found: "STANDARD_HA" },
        ],
      },
    ]);
    expect(fleet.exists(fleet.statePath("staging.needs-1"))).toBe(false);
    expect(fleet.run(["cloud", "adopt", "staging", "cartservice.carts"]).stdout).toContain("memorySizeGb: found 3, wanted 1");
    // Others may be taken over without it.
    expect(outcomesOf(adopt(fleet, "salesreport.reports"))).toEqual(["adopted 1"]);
  });

  it("are created by up if the cloud does not have them, and named if it does not answer", () => {
    const fleet = lostState();
    editRedis(fleet, () => undefined);
    expect(adopt(fleet, "cartservice.carts").resources.map(({ name, outcome }) => [name, outcome])).toEqual(
      expect.arrayContaining([[REDIS, "absent"]]),
    );
    fleet.fail({ kind: "permission", operation: "read", urn: "storage/bucket:Bucket" });
    expect(adopt(fleet, "salesreport.reports")).toMatchObject({
      status: 3,
      resources: [{ outcome: "failed", message: expect.stringContaining("Error 403") }],
    });
  });

  it("are named by an id of their own, and a mistyped name is refused", () => {
    const fleet = lostState();
    expect(adopt(fleet, "cartservice.carts", "--id", "cartservice.carts=projects/other/instances/carts")).toMatchObject({
      outcome: "nothing",
      resources: expect.arrayContaining([
        expect.objectContaining({ name: REDIS, id: "projects/other/instances/carts", outcome: "absent" }),
      ]),
    });
    for (const [args, status, message] of [
      [["cartservice.cart"], 3, 'did you mean "cartservice.carts"?'],
      [["--id", "cartservice.carts"], 2, '"cartservice.carts" is not an id'],
      [["--id", "carts=x"], 3, 'staging asks for no "carts" that its state lacks'],
    ] as const)
      expect(fleet.run(["cloud", "adopt", "staging", ...args])).toMatchObject({ status, stderr: expect.stringContaining(message) });
  });

  it("are taken over by a second run if the first one is killed", async () => {
    const fleet = lostState();
    const cloud = readLocalCloud(fleet.cloud);
    const { kill, done } = fleet.start(["cloud", "adopt", "staging"], {});
    await until("the engine has a state", () => fleet.exists(fleet.statePath("staging.foundation")));
    kill("SIGKILL");
    await done;
    await until("its processes have ended", () => processesOf(fleet.root).length === 0);
    expect(adopt(fleet).status).toBe(0);
    expect(adopt(fleet).outcome).toBe("nothing");
    expect(readLocalCloud(fleet.cloud)).toEqual(cloud);
  });
});
