import { beforeAll, describe, expect, it } from "vitest";
import { serviceFile } from "../publish/ops-repo.ts";
import { type TravelClone, TravelFleet } from "./travel-fleet.ts";

const CPU = 'resources: { cpu: "250m" },';

/** Adds a field to the spec of cart. */
const addField = (clone: TravelClone, field: string): void => clone.edit("services/cart.ts", "scale:", `${field}\n  scale:`);

/** Lets the soak of each wave pass, and publishes after each. */
function travel(fleet: TravelFleet, clone: TravelClone, ...minutes: readonly number[]): void {
  for (const each of minutes) {
    fleet.wait(each);
    clone.publish();
  }
  clone.git("pull", "--quiet");
}

describe("a pipeline of four waves", () => {
  beforeAll(() => TravelFleet.settle(), 300_000);

  it("brings a release from wave to wave, each after its soak, whichever clone publishes", () => {
    const fleet = TravelFleet.settled();
    const [a, b, c] = [fleet.clone(), fleet.clone(), fleet.clone()];
    fleet.record("cart", 2);
    a.publish();
    expect(fleet.tags()).toEqual(["v2", "v1", "v1", "v1"]);
    a.git("pull", "--quiet");
    fleet.wait(29);
    b.publish();
    expect(a.plan()).toMatchObject({
      staging: "waiting 2026-06-02T00:30:00Z: it waits for latest, which runs v2 since 2026-06-02 00:00 UTC; 1m of 30m left",
      "prod-us": "keep -: channel main names v1",
    });
    expect(fleet.tags()).toEqual(["v2", "v1", "v1", "v1"]);
    fleet.wait(1);
    c.publish();
    expect(fleet.tags()).toEqual(["v2", "v2", "v1", "v1"]);
    fleet.wait(60);
    a.publish();
    expect(fleet.tags()).toEqual(["v2", "v2", "v2", "v1"]);
    fleet.wait(119);
    b.publish();
    expect(fleet.tags()).toEqual(["v2", "v2", "v2", "v1"]);
    fleet.wait(1);
    c.publish();
    expect(fleet.tags()).toEqual(["v2", "v2", "v2", "v2"]);
  });

  it("brings an edited resource the same way, and keeps the files of the stacks behind", () => {
    const fleet = TravelFleet.settled();
    const clone = fleet.clone();
    const before = clone.files("prod-us", "cart");
    addField(clone, CPU);
    clone.push("More CPU");
    travel(fleet, clone, 0);
    expect(clone.files("latest", "cart")).toContain("cpu: 250m");
    expect(clone.files("prod-us", "cart")).toBe(before);
    for (const command of ["check", "render"]) expect(clone.run(command)).toMatchObject({ status: 0 });
    expect(clone.git("status", "--porcelain")).toBe("");
    travel(fleet, clone, 30, 60, 120);
    expect(clone.files("prod-us", "cart")).toContain("cpu: 250m");
    expect(clone.plan()).toMatchObject({ latest: expect.stringMatching(/^keep/), "prod-us": expect.stringMatching(/^keep/) });
  });

  it("finds an edit of a file that a stack behind keeps", () => {
    const fleet = TravelFleet.settled();
    const clone = fleet.clone();
    addField(clone, CPU);
    clone.push("More CPU");
    travel(fleet, clone, 0);
    const file = "pulumi-gen/prod-us/services/cart/deployment-cart.yaml";
    clone.edit(file, "cpu: 100m", "cpu: 101m");
    expect(clone.run("check")).toMatchObject({ status: 1, stdout: expect.stringContaining(file) });
    expect(clone.run("up").stderr).toContain("edited by hand");
    clone.commit("Edit");
    expect(clone.run("check", "--base", "HEAD~1")).toMatchObject({
      status: 1,
      stdout: expect.stringContaining(`git checkout HEAD~1 -- ${file}`),
    });
  });

  it("starts the soak again for a release beside an edit", () => {
    const fleet = TravelFleet.settled();
    const clone = fleet.clone();
    addField(clone, CPU);
    clone.push("More CPU");
    travel(fleet, clone, 0, 20);
    fleet.record("cart", 2);
    travel(fleet, clone, 0, 20);
    expect(fleet.tags()).toEqual(["v2", "v1", "v1", "v1"]);
    travel(fleet, clone, 10);
    expect(fleet.tags()).toEqual(["v2", "v2", "v1", "v1"]);
    expect(clone.files("staging", "cart")).toContain("cpu: 250m");
    travel(fleet, clone, 60, 120);
    expect(fleet.tags()).toEqual(["v2", "v2", "v2", "v2"]);
  });

  it("brings an override of one stack at once", () => {
    const fleet = TravelFleet.settled();
    const clone = fleet.clone();
    clone.edit(
      "stacks/prod-us.ts",
      "services: allServices,",
      "services: allServices, overrides: [override(cart, { scale: { min: 5, max: 9 } })],",
    );
    clone.edit("stacks/prod-us.ts", "import { allServices,", 'import cart from "../services/cart.ts";\nimport { override, allServices,');
    clone.push("More pods in the US");
    travel(fleet, clone, 0);
    expect(clone.files("prod-us", "cart")).toContain("minReplicas: 5");
    expect(clone.files("prod-eu", "cart")).toContain("minReplicas: 3");
  });

  it("brings a new service and a changed default from wave to wave", () => {
    const fleet = TravelFleet.settled();
    const clone = fleet.clone();
    clone.write("services/mail.ts", serviceFile("mail"));
    clone.edit("fairlead.config.ts", "name:", "defaults: { termination: { preStopSeconds: 17 } }, name:");
    clone.push("Add mail, and more time to end");
    fleet.record("mail", 1);
    travel(fleet, clone, 0);
    expect(fleet.tags("mail")).toEqual(["v1", "-", "-", "-"]);
    expect(clone.run("check").stderr).toBe("");
    expect(clone.plan("mail")["staging"]).toMatch(/^waiting /);
    travel(fleet, clone, 30, 60);
    expect(fleet.tags("mail")).toEqual(["v1", "v1", "v1", "-"]);
    expect(clone.files("prod-eu", "cart")).toContain("seconds: 17");
    expect(clone.files("prod-us", "cart")).not.toContain("seconds: 17");
    travel(fleet, clone, 120);
    expect(fleet.tags("mail")).toEqual(["v1", "v1", "v1", "v1"]);
    expect(clone.files("prod-us", "cart")).toContain("seconds: 17");
  });

  it("holds the configuration of a wave that a person reverted", () => {
    const fleet = TravelFleet.settled();
    const clone = fleet.clone();
    addField(clone, CPU);
    clone.push("More CPU");
    travel(fleet, clone, 0, 30);
    clone.git("revert", "--no-edit", "HEAD");
    clone.git("push", "--quiet");
    travel(fleet, clone, 300);
    expect(clone.files("staging", "cart")).not.toContain("cpu: 250m");
    expect(clone.plan()["staging"]).toMatch(/^held -: the present configuration was taken off by .* \(Revert "Deploy/);
    addField(clone, 'env: { NOTE: "fixed" },');
    clone.push("Another change");
    travel(fleet, clone, 0, 30);
    expect(clone.files("staging", "cart")).toContain("cpu: 250m");
  });

  it("stops in a freeze, passes a hotfix, and goes on in waves after the thaw", () => {
    const fleet = TravelFleet.settled();
    const clone = fleet.clone();
    expect(clone.run("freeze", "--reason", "payments are down", "--publish")).toMatchObject({ status: 0 });
    fleet.record("cart", 2);
    travel(fleet, clone, 0, 300);
    expect(fleet.tags()).toEqual(["v1", "v1", "v1", "v1"]);
    expect(clone.plan()["latest"]).toMatch(/^frozen -: .* froze it \(payments are down\), until a person thaws it$/);
    expect(clone.run("check")).toMatchObject({ status: 0 });
    clone.publish("--service", "cart", "--stack", "prod-us", "--hotfix", "carts get lost");
    expect(fleet.tags()).toEqual(["v1", "v1", "v1", "v2"]);
    clone.git("pull", "--quiet");
    expect(clone.git("log", "-1", "--format=%(trailers:key=Fairlead-Hotfix,valueonly)").trim()).toBe("cart: carts get lost");
    expect(clone.run("thaw", "--publish")).toMatchObject({ status: 0 });
    travel(fleet, clone, 0);
    expect(fleet.tags()).toEqual(["v2", "v1", "v1", "v2"]);
    travel(fleet, clone, 30, 60);
    expect(fleet.tags()).toEqual(["v2", "v2", "v2", "v2"]);
  });

  it("stops in a window of the pipeline, in its time zone", () => {
    const fleet = TravelFleet.settled();
    const clone = fleet.clone();
    clone.edit(
      "stacks/pipeline.ts",
      "stages:",
      'freezes: [{ name: "night", cron: "0 2 * * *", duration: "2h", timeZone: "Europe/Berlin", stacks: ["staging"] }],\n  stages:',
    );
    clone.push("Freeze at night");
    fleet.record("cart", 2);
    travel(fleet, clone, 0, 30);
    expect(fleet.now).toBe("2026-06-02T00:30:00Z");
    expect(fleet.tags()).toEqual(["v2", "v1", "v1", "v1"]);
    expect(clone.plan()["staging"]).toBe('frozen 2026-06-02T02:00:00Z: the freeze "night" holds it, until 2026-06-02 02:00 UTC');
    travel(fleet, clone, 90);
    expect(fleet.tags()).toEqual(["v2", "v2", "v1", "v1"]);
  });

  it("waits for the health of the stage before, and names what failed", () => {
    const fleet = TravelFleet.settled();
    const clone = fleet.clone();
    clone.edit("stacks/pipeline.ts", 'soak: "30m"', 'soak: "30m", health: [{ http: "http://127.0.0.1:9/healthz" }]');
    clone.push("Check the health of latest");
    fleet.record("cart", 2);
    travel(fleet, clone, 0, 30);
    expect(fleet.tags()).toEqual(["v2", "v1", "v1", "v1"]);
    expect(clone.plan()["staging"]).toMatch(
      /^waiting -: it waits for the stage latest, whose health is not proven: http:\/\/127\.0\.0\.1:9\/healthz did not answer/,
    );
    clone.publish("--service", "cart", "--stack", "staging", "--now");
    expect(fleet.tags()).toEqual(["v2", "v2", "v1", "v1"]);
  });

  it("returns to a reverted configuration by resume", () => {
    const fleet = TravelFleet.settled();
    const clone = fleet.clone();
    addField(clone, CPU);
    clone.push("More CPU");
    travel(fleet, clone, 0);
    clone.git("revert", "--no-edit", "HEAD");
    clone.git("push", "--quiet");
    expect(clone.plan()["latest"]).toMatch(/^held -: the present configuration was taken off by /);
    expect(clone.run("resume", "latest/cart", "--publish")).toMatchObject({ status: 0 });
    clone.git("pull", "--quiet");
    expect(clone.files("latest", "cart")).toContain("cpu: 250m");
    expect(clone.plan()["latest"]).toMatch(/^keep/);
  });

  it("rolls a release back with the present configuration, and no service that is behind", () => {
    const fleet = TravelFleet.settled();
    const clone = fleet.clone();
    fleet.record("cart", 2);
    clone.publish("--service", "cart", "--now");
    addField(clone, CPU);
    clone.push("More CPU");
    travel(fleet, clone, 0);
    expect(clone.run("rollback", "cart", "--stack", "prod-us").stderr).toContain("prod-us runs v2 with an earlier configuration");
    expect(clone.run("rollback", "cart", "--stack", "latest")).toMatchObject({ status: 0 });
    expect(clone.files("latest", "cart")).toContain("cpu: 250m");
    expect(clone.files("latest", "cart")).toContain("cart:v1@");
  });
});
