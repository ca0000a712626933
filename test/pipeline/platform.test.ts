import { beforeAll, describe, expect, it } from "vitest";
import { STACKS, type TravelClone, TravelFleet } from "./travel-fleet.ts";

const NAMESPACE = "platform/namespace-shop";

/** Changes the namespace of every stack, as a changed default of Fairlead does. */
function changePlatform(clone: TravelClone): void {
  for (const stack of STACKS) clone.edit(`stacks/${stack}.ts`, "services: allServices", 'podSecurity: "baseline", services: allServices');
  clone.push("Relax the pods");
}

/** Returns 1 for each stack whose namespace has the change, in the order of the waves. */
function changed(clone: TravelClone): string {
  clone.git("pull", "--quiet");
  return STACKS.map((stack) => {
    const files = clone.git("ls-files", `pulumi-gen/${stack}/${NAMESPACE}*`).trim();
    return clone.read(files).includes("enforce: baseline") ? 1 : 0;
  }).join(" ");
}

function travel(fleet: TravelFleet, clone: TravelClone, minutes: number): string {
  fleet.wait(minutes);
  clone.publish();
  return changed(clone);
}

describe("the platform of stacks in a pipeline", () => {
  beforeAll(() => TravelFleet.settle(), 300_000);

  it("travels from wave to wave, and the stacks behind keep their files", () => {
    const fleet = TravelFleet.settled();
    const clone = fleet.clone();
    changePlatform(clone);
    expect(travel(fleet, clone, 0)).toBe("1 0 0 0");
    expect(clone.read("pulumi-gen/latest/versions.yaml")).toMatch(/^platform:\n {2}config: '?[0-9a-f]{12}'?\n {2}seq: 2\n {2}tag: specs$/m);
    expect(clone.run("plan").stdout).toMatch(
      /waiting {2}platform {2}configuration {2}on staging\n +it waits for latest, which runs the present configuration since .*; 30m of 30m left/,
    );
    for (const command of ["check", "render"]) expect(clone.run(command)).toMatchObject({ status: 0 });
    expect(clone.git("status", "--porcelain")).toBe("");
    expect(travel(fleet, clone, 29)).toBe("1 0 0 0");
    expect(travel(fleet, clone, 1)).toBe("1 1 0 0");
    expect(travel(fleet, clone, 60)).toBe("1 1 1 0");
    expect(travel(fleet, clone, 120)).toBe("1 1 1 1");
    expect(clone.run("plan").stdout).not.toContain("platform");
    expect(clone.run("status").stdout).not.toContain("platform");
  }, 300_000);

  it("stays off after a revert, until another change", () => {
    const fleet = TravelFleet.settled();
    const clone = fleet.clone();
    changePlatform(clone);
    travel(fleet, clone, 0);
    expect(travel(fleet, clone, 30)).toBe("1 1 0 0");
    clone.git("revert", "--no-edit", "HEAD");
    clone.git("push", "--quiet");
    expect(travel(fleet, clone, 300)).toBe("1 0 0 0");
    expect(clone.run("plan").stdout).toMatch(
      /held {5}platform {2}configuration {2}on staging\n +the present configuration was taken off by/,
    );
    clone.edit("stacks/staging.ts", 'podSecurity: "baseline"', 'podSecurity: "privileged"');
    clone.push("Another change");
    travel(fleet, clone, 0);
    expect(clone.git("grep", "-c", "enforce: privileged", "--", "pulumi-gen/staging/platform")).toContain(":1");
  }, 300_000);

  it("passes the waiting with --now, and a freeze with --hotfix only", () => {
    const fleet = TravelFleet.settled();
    const clone = fleet.clone();
    changePlatform(clone);
    expect(travel(fleet, clone, 0)).toBe("1 0 0 0");
    expect(clone.run("plan").stdout).toContain("now: npx fairlead up --service platform --now");
    clone.publish("--stack", "staging", "--service", "platform", "--now");
    expect(changed(clone)).toBe("1 1 0 0");
    expect(clone.git("log", "-1", "--format=%B")).toMatch(/^Deploy platform configuration to staging\n[^]*\nFairlead-Now: platform$/m);
    expect(clone.git("show", "--format=", "--name-only").trim().split("\n").sort()).toEqual([
      expect.stringContaining(`pulumi-gen/staging/${NAMESPACE}`),
      "pulumi-gen/staging/versions.yaml",
    ]);
    clone.publish("--stack", "prod-us", "--service", "platform", "--service", "cart", "--now");
    expect(changed(clone)).toBe("1 1 0 1");
    clone.run("freeze", "--reason", "the sale", "--publish");
    expect(clone.publish("--service", "platform", "--now").stdout).toMatch(/frozen {2}platform {2}configuration {2}on prod-eu\n.*the sale/);
    expect(changed(clone)).toBe("1 1 0 1");
    clone.publish("--service", "platform", "--hotfix", "pods get killed");
    expect(changed(clone)).toBe("1 1 1 1");
  }, 300_000);

  it("stays as it is while a person holds it, and follows after a resume", () => {
    const fleet = TravelFleet.settled();
    const clone = fleet.clone();
    expect(clone.run("hold", "platform", "--stack", "staging", "--reason", "the sale", "--publish")).toMatchObject({ status: 0 });
    changePlatform(clone);
    travel(fleet, clone, 0);
    expect(travel(fleet, clone, 300)).toBe("1 0 0 0");
    expect(clone.git("log", "--format=%B")).toMatch(
      /^Hold platform on staging$[^]*^- platform held by .* since 2026-06-\d\d: the sale on staging$/m,
    );
    expect(clone.run("plan").stdout).toMatch(
      /held {5}platform {2}configuration {2}on staging\n +held by .*: the sale\n +hint: npx fairlead resume staging\/platform/,
    );
    expect(clone.run("rollback", "platform", "--stack", "staging")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("the platform has no release to go back to; nothing was written"),
    });
    expect(clone.run("resume", "staging/platform", "--publish")).toMatchObject({ status: 0 });
    expect(changed(clone)).toBe("1 1 0 0");
  }, 300_000);

  it("is resumed after a revert", () => {
    const fleet = TravelFleet.settled();
    const clone = fleet.clone();
    changePlatform(clone);
    travel(fleet, clone, 0);
    travel(fleet, clone, 30);
    clone.git("revert", "--no-edit", "HEAD");
    clone.git("push", "--quiet");
    expect(travel(fleet, clone, 30)).toBe("1 0 0 0");
    expect(clone.run("plan").stdout).toContain("another change of the spec lifts it; now: npx fairlead resume staging/platform");
    expect(clone.run("resume", "staging/platform", "--publish")).toMatchObject({ status: 0 });
    expect(changed(clone)).toBe("1 1 0 0");
    expect(travel(fleet, clone, 60)).toBe("1 1 1 0");
  }, 300_000);

  it("leaves no entry behind if the pipeline goes", () => {
    const fleet = TravelFleet.settled();
    const clone = fleet.clone();
    changePlatform(clone);
    travel(fleet, clone, 0);
    clone.git("rm", "--quiet", "stacks/pipeline.ts");
    clone.push("No pipeline");
    expect(travel(fleet, clone, 0)).toBe("1 1 1 1");
    expect(clone.read("pulumi-gen/latest/versions.yaml")).not.toContain("platform:");
    expect(clone.git("log", "-1", "--format=%B")).not.toContain("platform");
  }, 300_000);

  it("finds an edit of a file that a stack behind keeps", () => {
    const fleet = TravelFleet.settled();
    const clone = fleet.clone();
    changePlatform(clone);
    expect(travel(fleet, clone, 0)).toBe("1 0 0 0");
    const file = clone.git("ls-files", `pulumi-gen/prod-us/${NAMESPACE}*`).trim();
    clone.edit(file, "enforce: restricted", "enforce: privileged");
    expect(clone.run("check")).toMatchObject({ status: 1, stdout: expect.stringContaining(file) });
    expect(clone.run("up").stderr).toContain("edited by hand");
  }, 300_000);
});
