import { describe, expect, it } from "vitest";
import type { FaultKind } from "../../lib/pulumi/local/faults.ts";
import { CloudFleet, fleetWithCloud, outcomesOf } from "./cloud-fleet.ts";
import { HAS_ENGINE, reportSkipped } from "./engine.ts";
import { readLocalCloud } from "./local-cloud.ts";

reportSkipped();

describe.skipIf(!HAS_ENGINE)("up with a cloud", { timeout: 120_000 }, () => {
  it("brings up the clouds of all stacks, and changes nothing the second time", () => {
    const fleet = new CloudFleet();
    const tree = fleet.snapshot();
    const first = fleet.up(["--json"]);
    expect(first.status).toBe(0);
    const { cloud } = JSON.parse(first.stdout);
    const asked = JSON.parse(fleet.run(["cloud", "show", "--json"]).stdout).clouds.flatMap(
      ({ resources }: { readonly resources: readonly { readonly type: string }[] }) => resources.map(({ type }) => type),
    );
    expect(readLocalCloud(fleet.cloud).map(({ type }) => type)).toEqual(asked.sort());
    expect(cloud.shards.every(({ outcome }: { readonly outcome: string }) => outcome === "changed")).toBe(true);
    // A render does not depend on the cloud.
    expect(fleet.snapshot()).toEqual(tree);

    const again = fleet.up(["--only", "cloud"], { PULUMI_BIN: "/none/pulumi" });
    expect([again.status, again.stdout]).toEqual([0, `cloud: nothing to change in ${cloud.shards.length} parts\n`]);
  });

  it("changes the stacks whose specs changed, and no other", () => {
    const fleet = fleetWithCloud();
    fleet.edit("services/cartservice.ts", 'snapshot: "1h"', 'snapshot: "6h"');
    expect(outcomesOf(fleet.upCloud(["--stack", "staging"]))).toEqual(["staging.foundation unchanged 0", "staging.needs-1 changed 1"]);
    expect(outcomesOf(fleet.upCloud())).toEqual([
      "latest.foundation unchanged 0",
      "latest.needs-1 unchanged 0",
      "prod-europe-west1.foundation unchanged 0",
      "prod-europe-west1.needs-1 changed 1",
      "prod-us-central1.foundation unchanged 0",
      "prod-us-central1.needs-1 changed 1",
      "staging.foundation unchanged 0",
      "staging.needs-1 unchanged 0",
    ]);
  });

  it.each<readonly [what: string, kind: FaultKind, words: string, hint: string]>([
    ["has no more quota", "quota", "googleapi: Error 429: Quota exceeded for", "https://console.cloud.google.com/iam-admin/quotas"],
    [
      "refuses a permission",
      "permission",
      "googleapi: Error 403: Permission 'create' denied on resource",
      "give the account that runs Fairlead",
    ],
  ])("shows the words of a cloud that %s, and brings up the other stacks", (_what, kind, words, hint) => {
    const fleet = new CloudFleet();
    fleet.fail({ kind, operation: "create", urn: "redis/instance:Instance::staging" });
    const { status, stdout } = fleet.up(["--stack", "staging", "--stack", "latest"]);
    expect(status).toBe(3);
    const failed = stdout.slice(stdout.indexOf("failed staging.needs-1"));
    expect(failed).toContain(`error redis.Instance staging-cartservice-carts: ${words}`);
    expect(failed).toContain(hint);
    expect(stdout).toContain("cloud: 3 parts changed, 1 failed\n");
    // The manifests name resources and take no output, so they stand.
    expect(stdout).toContain("up to date: ");
    fleet.fail();
    expect(outcomesOf(fleet.upCloud(["--stack", "staging"]))).toEqual(["staging.foundation unchanged 0", "staging.needs-1 changed 2"]);
  });
});

describe("up without an engine", () => {
  it("renders, and says that the cloud was not brought up", () => {
    const fleet = new CloudFleet();
    const { status, stderr } = fleet.up([], { FAIRLEAD_ENGINE: "embedded" });
    expect([status, stderr.split("\n").filter((line) => line.includes("cloud"))]).toEqual([
      0,
      ["note: the cloud was not brought up: the embedded writer runs no Pulumi program; npx fairlead up --only cloud --engine pulumi"],
    ]);
    expect(fleet.exists(".fairlead/cloud")).toBe(false);
  });

  it("fails if nothing else is to do", () => {
    const fleet = new CloudFleet();
    const { status, stderr } = fleet.up(["--only", "cloud"], { FAIRLEAD_ENGINE: "embedded" });
    expect([status, stderr]).toEqual([
      3,
      "error: the cloud was not brought up: the embedded writer runs no Pulumi program\nhint: npx fairlead up --only cloud --engine pulumi\n",
    ]);
  });
});
