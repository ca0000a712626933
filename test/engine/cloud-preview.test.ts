import { describe, expect, it } from "vitest";
import { CloudFleet, fleetWithCloud } from "./cloud-fleet.ts";
import { HAS_ENGINE, reportSkipped } from "./engine.ts";

reportSkipped();

describe.skipIf(!HAS_ENGINE)("preview of recorded clouds", { timeout: 240_000 }, () => {
  it("says what a run would change, losses first", () => {
    const fleet = fleetWithCloud();
    const preview = (...args: readonly string[]) => fleet.run(["preview", "--only", "cloud", ...args]);
    const nothing = preview();
    expect([nothing.status, nothing.stdout]).toEqual([0, "unchanged: latest, prod-europe-west1, prod-us-central1, staging\n"]);

    fleet.edit("services/cartservice.ts", 'snapshot: "1h"', 'snapshot: "6h"');
    const update = preview("--stack", "staging", "--stack", "latest");
    expect([update.status, update.stdout]).toEqual([
      0,
      [
        "staging  project boutique-staging  1 updated, 22 unchanged",
        "  update  redis.Instance  staging-cartservice-carts  persistenceConfig.rdbSnapshotPeriod",
        "unchanged: latest",
        "",
      ].join("\n"),
    ]);

    // A protected replacement comes first, with its property and its users.
    fleet.edit("services/cartservice.ts", "redis({ memoryGb: 1,", "redis({ memoryGb: 1, tls: true,");
    const loss = preview("--stack", "prod-us-central1");
    const [first = "", , row = ""] = loss.stdout.split("\n");
    expect([loss.status, first.split(": ").slice(0, 3), row.split(/ {2,}/)]).toEqual([
      1,
      ["! cloud", "replace", "redis.Instance prod-us-central1-cartservice-carts on prod-us-central1"],
      ["", "replace", "redis.Instance", "prod-us-central1-cartservice-carts", "protected; transitEncryptionMode; used by cartservice"],
    ]);
    expect(loss.stdout.split("\n").slice(-3)).toEqual([
      "1 resource would be deleted or replaced, 1 of them protected",
      "hint: to allow it: npx fairlead cloud unprotect prod-us-central1 prod-us-central1-cartservice-carts",
      "",
    ]);

    // The engine says the same, and its failure at the protected resource hides nothing.
    const before = fleet.read(fleet.statePath("prod-us-central1.needs-1"));
    const asked = preview("--stack", "prod-us-central1", "--engine", "pulumi");
    expect([asked.status, asked.stdout]).toEqual([1, loss.stdout]);
    expect(fleet.read(fleet.statePath("prod-us-central1.needs-1"))).toBe(before);

    // The hint is a command that works.
    const name = "prod-us-central1-cartservice-carts";
    const unknown = fleet.run(["cloud", "unprotect", "prod-us-central1", "carts", "orders"]);
    expect([unknown.status, unknown.stderr]).toEqual([
      3,
      expect.stringContaining('no protected resource of prod-us-central1 is called "carts", "orders"'),
    ]);
    expect(fleet.run(["cloud", "unprotect", "prod-us-central1", name]).status).toBe(0);
    const allowed = preview("--stack", "prod-us-central1");
    expect([allowed.status, allowed.stdout.split("\n").at(-2)]).toEqual([1, "1 resource would be deleted or replaced"]);
    expect(fleet.run(["cloud", "unprotect", "prod-us-central1", name])).toMatchObject({ status: 3 });

    // A corrupt state is named, and the other stacks are shown.
    fleet.edit("services/cartservice.ts", " tls: true,", "");
    fleet.write(fleet.statePath("latest.foundation"), "{");
    const corrupt = preview("--json", "--stack", "latest", "--stack", "staging");
    expect(corrupt.status).toBe(3);
    expect(JSON.parse(corrupt.stdout).cloud.stacks).toMatchObject([
      { stack: "latest", changes: [], problems: [{ shard: "latest.foundation", message: expect.stringContaining("is corrupt") }] },
      { stack: "staging", problems: [] },
    ]);
  });
});

describe("preview without a state", () => {
  it("creates all, without an engine", () => {
    const { status, stdout } = new CloudFleet().run(["preview", "--only", "cloud", "--stack", "latest", "--json"], {
      env: { PULUMI_BIN: "/none/pulumi" },
    });
    expect(status).toBe(0);
    const [{ changes, unchanged }] = JSON.parse(stdout).cloud.stacks;
    expect([new Set(changes.map(({ action }: { readonly action: string }) => action)), unchanged]).toEqual([new Set(["create"]), 0]);
  });
});
