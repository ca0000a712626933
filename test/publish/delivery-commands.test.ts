import { describe, expect, it } from "vitest";
import { TestProject } from "../project.ts";
import { DeliveryFleet } from "./delivery-fleet.ts";
import { REPOSITORIES } from "./ops-repo.ts";

/** Runs the command line in the clone of a fleet. @returns status and output */
async function run(fleet: DeliveryFleet, ...args: readonly string[]): Promise<string> {
  const { root, datastore, env, now } = fleet.clone;
  const variables = { ...env, FAIRLEAD_DATASTORE: `file:${datastore}`, FAIRLEAD_NOW: now };
  const { status, stdout, stderr } = await new TestProject(undefined, root).start(args, variables).done;
  return `${status} ${stdout}${stderr}`;
}

/** Runs a command of a person with --publish. */
const published = (fleet: DeliveryFleet, ...args: readonly string[]): Promise<string> =>
  run(fleet, ...args, "--publish", "--repository", "acme/shop");

/** Starts a fleet on which both stacks run v2 of cart. */
async function released(repositories = REPOSITORIES[0]): Promise<DeliveryFleet> {
  const fleet = await new DeliveryFleet(repositories).start();
  await fleet.release(2);
  await fleet.publish();
  fleet.merge();
  await fleet.publish();
  expect(fleet.tags()).toEqual(["v2", "v2"]);
  return fleet;
}

describe.each(REPOSITORIES)("commands of a person, %s", (repositories) => {
  it("push to the stacks that get commits, and open a pull request for the others", async () => {
    const fleet = await released(repositories);
    const said = await published(fleet, "rollback", "cart");
    expect(said).toMatch(
      /^0 [^]*published \w{12} to origin\/main: Roll back cart on latest\nopened pull request 2 for prod: https?:\S+\/pull\/2\n/,
    );
    expect(fleet.tags()).toEqual(["v1", "v2"]);
    expect([fleet.pull.title, fleet.pull.head.label]).toEqual(["Roll back cart on prod", "acme:fairlead-rollback/prod/cart"]);
    expect(fleet.pull.body).toContain("If its files change elsewhere, run the same command again.");
    // The run of CI for the whole fleet leaves the pull request alone.
    expect(await fleet.publish()).toBe("");
    fleet.merge("squash", "fairlead-rollback/prod/cart");
    expect(fleet.tags()).toEqual(["v1", "v1"]);
    await fleet.release(3);
    expect([await fleet.publish(), fleet.tags()]).toEqual(["", ["v3", "v1"]]);
    expect(await published(fleet, "resume", "prod/cart")).toMatch(/^0 [^]*unchanged: [^]*opened pull request 3 for prod/);
    fleet.merge("squash", "fairlead-resume/prod/cart");
    expect(fleet.tags()).toEqual(["v3", "v3"]);
  });
});

describe("a command of a person for a stack that gets pull requests", () => {
  it("pushes at once with --direct", async () => {
    const fleet = await released();
    expect(await published(fleet, "rollback", "cart", "--stack", "prod", "--direct")).toMatch(
      /published \w{12} to origin\/main: Roll back cart/,
    );
    expect([fleet.tags(), fleet.server.pulls.length]).toEqual([["v2", "v1"], 1]);
  });

  it("needs a token, and says how to push without one", async () => {
    const fleet = await released();
    fleet.clone.env = {};
    const before = fleet.tip("main");
    expect(await published(fleet, "rollback", "cart")).toMatch(/^2 [^]*GITHUB_TOKEN is not set/);
    expect(fleet.tip("main")).toBe(before);
    expect(await published(fleet, "rollback", "cart", "--stack", "latest")).toMatch(/^0 /);
  });

  it("has a separate branch, so a hold replaces no rollback", async () => {
    const fleet = await released();
    await published(fleet, "rollback", "cart", "--stack", "prod");
    await published(fleet, "hold", "cart", "--stack", "prod", "--reason", "the sale");
    expect(fleet.server.pulls.map(({ state, title, head }) => `${state} ${title} ${head.label}`).slice(1)).toEqual([
      "open Roll back cart on prod acme:fairlead-rollback/prod/cart",
      "open Hold cart on prod acme:fairlead-hold/prod/cart",
    ]);
  });

  it("opens the pull request again that a person closed", async () => {
    const fleet = await released();
    await published(fleet, "rollback", "cart", "--stack", "prod");
    fleet.pull.state = "closed";
    expect(await published(fleet, "rollback", "cart", "--stack", "prod")).toContain("opened pull request 3 for prod");
  });

  it("given twice, changes nothing", async () => {
    const fleet = await released();
    await published(fleet, "rollback", "cart", "--stack", "prod");
    const tip = fleet.tip("fairlead-rollback/prod/cart");
    expect(await published(fleet, "rollback", "cart", "--stack", "prod")).toContain("unchanged pull request 2 for prod");
    expect(fleet.tip("fairlead-rollback/prod/cart")).toBe(tip);
  });
});
