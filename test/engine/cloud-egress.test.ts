import { describe, expect, it } from "vitest";
import { CloudFleet } from "./cloud-fleet.ts";
import { HAS_ENGINE, reportSkipped } from "./engine.ts";

reportSkipped();

/** Gives staging a NAT with an address that partners stop using. */
function fleetWithNat(): CloudFleet {
  const fleet = new CloudFleet();
  fleet.edit("stacks/staging.ts", "  region:", '  cloud: { nat: { addresses: ["1", "2"], draining: ["old"] } },\n  region:');
  return fleet;
}

const show = (fleet: CloudFleet, ...args: readonly string[]) => fleet.run(["status", "--egress", ...args]);

describe("status --egress", { timeout: 120_000 }, () => {
  it.skipIf(!HAS_ENGINE)("lists the recorded addresses of a NAT, and says which of them drain", () => {
    const fleet = fleetWithNat();
    expect(fleet.upCloud(["--stack", "staging"]).status).toBe(0);
    const { stacks } = JSON.parse(show(fleet, "--stack", "staging", "--json").stdout);
    const [{ addresses }] = stacks;
    expect(addresses).toEqual(
      ["nat-1", "nat-2", "nat-old"].map((name) => ({
        name: `staging-${name}`,
        address: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
        isDraining: name === "nat-old",
      })),
    );
    const rows = show(fleet, "--stack", "staging").stdout.trimEnd().split("\n");
    expect(rows.map((row) => row.replace(addresses[0].address, "ADDRESS"))).toEqual([
      expect.stringMatching(/^staging {2}ADDRESS +staging-nat-1 +us-central1$/),
      expect.stringMatching(/^staging .* staging-nat-2 +us-central1$/),
      expect.stringMatching(/^staging .* staging-nat-old +us-central1 +draining: keep it until it is gone$/),
    ]);
  });

  it("says what is missing for an address", () => {
    const { status, stdout } = show(fleetWithNat(), "--stack", "staging", "--stack", "latest");
    expect([status, stdout.split("\n").slice(3)]).toEqual([
      0,
      [
        "latest has no fixed address: write cloud: { nat: {} } in stacks/latest.ts",
        "the cloud of staging is not up yet: npx fairlead up --only cloud --stack staging",
        "",
      ],
    ]);
  });

  it("refuses services, which share the addresses of their stack", () => {
    const { status, stderr } = show(new CloudFleet(), "cartservice");
    expect([status, stderr]).toEqual([
      2,
      "error: --egress is about whole stacks: their services share the addresses\nhint: npx fairlead status --egress --stack <stack>\n",
    ]);
  });
});
