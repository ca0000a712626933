import { describe, expect, it } from "vitest";
import { fleetWithCloud } from "./cloud-fleet.ts";
import { HAS_ENGINE, reportSkipped } from "./engine.ts";

reportSkipped();

const HINT = 'hint: if sessions of cartservice is carts under another name, it keeps its data with movedFrom: "carts"';

describe.skipIf(!HAS_ENGINE)("a need with another name", { timeout: 240_000 }, () => {
  it("is asked for its earlier name, by the preview and by the refusal of up", () => {
    const fleet = fleetWithCloud("prod-europe-west1");
    const prod = ["--stack", "prod-europe-west1"];
    const service = "services/cartservice.ts";
    fleet.edit(service, "needs: { carts:", "needs: { sessions:");
    fleet.edit(service, "needs.carts.", "needs.sessions.");
    expect(fleet.run(["preview", "--only", "cloud", ...prod]).stdout).toContain(`  ${HINT}\n`);
    const refused = fleet.up(["--only", "cloud", ...prod]);
    expect([refused.status, refused.stdout]).toEqual([3, expect.stringContaining(HINT)]);
    fleet.edit(service, "redis({ memoryGb: 1,", 'redis({ memoryGb: 1, movedFrom: "carts",');
    const kept = fleet.run(["preview", "--only", "cloud", ...prod]);
    expect([kept.status, kept.stdout]).toEqual([0, "unchanged: prod-europe-west1\n"]);
  });
});
