import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CHECKOUT } from "../project.ts";
import { CloudFleet, outcomesOf } from "./cloud-fleet.ts";
import { HAS_ENGINE, reportSkipped } from "./engine.ts";
import { readLocalCloud } from "./local-cloud.ts";

reportSkipped();

const FOLDER = join(import.meta.dirname, "policy-pack");
const PACK = readFileSync(join(FOLDER, "index.ts"), "utf8");

/** Makes a fleet with a policy pack in TypeScript. */
function fleetWithPack(pack = PACK): CloudFleet {
  const fleet = new CloudFleet();
  fleet.write("policy/cloud/package.json", readFileSync(join(FOLDER, "package.json"), "utf8"));
  fleet.write("policy/cloud/index.ts", pack);
  symlinkSync(join(CHECKOUT, "node_modules"), join(fleet.root, "policy", "node_modules"));
  fleet.edit("fairlead.config.ts", "name:", 'policyPacks: ["./policy/cloud"],\n  name:');
  return fleet;
}

const SINGLE = "violates single of cloud-rules 1.2.0:";

describe.skipIf(!HAS_ENGINE)("a policy pack of Pulumi", { timeout: 240_000 }, () => {
  it("stops preview and up at a mandatory policy, before anything changes", () => {
    const fleet = fleetWithPack();
    const preview = fleet.run(["preview", "--only", "cloud", "--stack", "staging", "--engine", "pulumi"]);
    expect([preview.status, preview.stderr]).toEqual([1, ""]);
    expect(preview.stdout).toContain(`  error redis.Instance staging-cartservice-carts: ${SINGLE} `);
    const up = fleet.up(["--only", "cloud", "--stack", "staging"]);
    expect(up.status).toBe(1);
    expect(up.stdout).toContain(
      "  warning redis.Instance staging-cartservice-carts: violates owners of cloud-rules 1.2.0: A label names a team. owner is shopping",
    );
    expect(up.stdout).toContain("failed staging.needs-1: violates policies; nothing was changed");
    expect(up.stdout).toContain(`  error redis.Instance staging-cartservice-carts: ${SINGLE} `);
    expect(readLocalCloud(fleet.cloud).filter(({ type }) => type === "gcp:redis/instance:Instance")).toEqual([]);
  });

  it("warns at an advisory policy", () => {
    const fleet = fleetWithPack(PACK.replace('= "mandatory"', '= "advisory"'));
    const up = fleet.up(["--only", "cloud", "--stack", "staging"]);
    expect(up.status).toBe(0);
    expect(up.stdout).toContain(`  warning redis.Instance staging-cartservice-carts: ${SINGLE} `);
    expect(outcomesOf(fleet.upCloud(["--stack", "staging"]))).toEqual(["staging.foundation unchanged 0", "staging.needs-1 unchanged 0"]);
  });

  it("fails a run if its code fails", () => {
    const { status, stdout } = fleetWithPack('throw new Error("no such rule");').up(["--only", "cloud", "--stack", "staging"]);
    expect([status, stdout]).toEqual([3, expect.stringContaining("no such rule")]);
  });
});

describe("a policy pack", () => {
  it("is not asked by the embedded preview, which says so", () => {
    const { status, stdout } = fleetWithPack().run(["preview", "--only", "cloud", "--stack", "staging"]);
    expect([status, stdout]).toEqual([
      0,
      expect.stringContaining("note: only the engine asks 1 policy pack: npx fairlead preview --engine pulumi\n"),
    ]);
  });

  it.each<readonly [what: string, break_: (fleet: CloudFleet) => void, problem: string]>([
    [
      "does not exist",
      (fleet) => fleet.edit("fairlead.config.ts", "./policy/cloud", "policy/clouds"),
      'there is no directory "policy/clouds"',
    ],
    ["has no version", (fleet) => fleet.write("policy/cloud/package.json", "{}"), "policy/cloud/package.json has no version"],
    [
      "has a wrong main file",
      (fleet) => fleet.write("policy/cloud/package.json", '{ "version": "1" }'),
      'has the main file "index.js", which does not exist',
    ],
  ])("that %s is refused", (_what, break_, problem) => {
    const fleet = fleetWithPack();
    break_(fleet);
    for (const args of [
      ["up", "--only", "cloud"],
      ["preview", "--only", "cloud", "--engine", "pulumi"],
    ]) {
      const { status, stderr } = fleet.run([...args, "--stack", "staging"], { env: { FAIRLEAD_ENGINE: "auto", FAIRLEAD_ONLY: "" } });
      expect([status, stderr]).toEqual([3, expect.stringContaining(problem)]);
    }
  });
});
