import { describe, expect, it } from "vitest";
import { plan } from "../../lib/app/plan.ts";
import { promoteStacks } from "../../lib/app/promote/promote-stacks.ts";
import { DeliveryFleet } from "./delivery-fleet.ts";
import { serviceFile, stackFile } from "./ops-repo.ts";

/** Starts a fleet in which a release waits for its pull request. */
async function released(): Promise<DeliveryFleet> {
  const fleet = await new DeliveryFleet().start();
  await fleet.release(2);
  return fleet;
}

/** Returns the titles of the open pull requests. */
const openPulls = (fleet: DeliveryFleet): readonly string[] =>
  fleet.server.pulls.filter(({ state }) => state === "open").map(({ title }) => title);

const DELIVERED = ["Deploy cart v2 to prod"];

describe("faults on the way to a pull request", () => {
  it.each<readonly [string, Parameters<DeliveryFleet["server"]["faults"]["push"]>[0], string]>([
    ["the answer to the creation is lost", { method: "POST", path: /pulls$/, times: 1, status: 502, late: true }, "opened 1"],
    ["the server fails once", { method: "POST", path: /pulls$/, times: 1, status: 503 }, "opened 1"],
    ["the list fails twice", { method: "GET", path: /pulls$/, times: 2, status: 500 }, "opened 1"],
    [
      "GitHub does not see the branch yet",
      { method: "POST", path: /pulls$/, times: 1, status: 422, message: "Validation Failed" },
      "opened 1",
    ],
    [
      "the repository allows no pull requests of workflows",
      {
        method: "POST",
        path: /pulls$/,
        times: 1,
        status: 403,
        message: "GitHub Actions is not permitted to create or approve pull requests",
      },
      "failed GitHub Actions is not permitted to create or approve pull requests",
    ],
  ])("%s", async (_what, fault, outcome) => {
    const fleet = await released();
    fleet.server.faults.push(fault);
    expect(await fleet.publish()).toMatch(new RegExp(`^${outcome}`));
    expect(await fleet.publish()).toMatch(outcome.startsWith("failed") ? /^opened 1$/ : /^unchanged 1$/);
    expect(openPulls(fleet)).toEqual(DELIVERED);
  });

  it("a branch that the remote refuses fails its stack, and the others are published", async () => {
    const fleet = await released();
    await fleet.clone.build("mail", 2);
    fleet.remote.hook("update", 'test "$1" = refs/heads/main || { echo "error: GH013: Repository rule violations found" >&2; exit 1; }');
    const { outcome, deliveries = [] } = await fleet.clone.publish();
    expect([outcome, deliveries[0]?.outcome, deliveries[0]?.reason]).toEqual([
      "published",
      "failed",
      expect.stringMatching(/^the branch was not pushed: the branch is protected; .*GH013/),
    ]);
    expect(openPulls(fleet)).toEqual([]);
  });

  it("two runs at once leave one branch and one pull request", async () => {
    const fleet = await released();
    const other = fleet.other();
    const ends = await Promise.all([fleet.publish(), other.publish().then(({ deliveries = [] }) => deliveries[0]?.outcome)]);
    expect(ends.every((end) => /^(opened|updated|unchanged)/.test(end ?? ""))).toBe(true);
    expect(openPulls(fleet)).toEqual(DELIVERED);
    expect(await fleet.publish()).toBe("unchanged 1");
  });

  it("a run that dies after the push, or after it closed the pull request, is finished by the next one", async () => {
    const fleet = await released();
    fleet.server.faults.push({ method: "POST", path: /pulls$/, times: 1, status: 401 });
    expect(await fleet.publish()).toMatch(/^failed/);
    const tip = fleet.tip("fairlead/prod");
    expect([await fleet.publish(), fleet.tip("fairlead/prod")]).toEqual(["opened 1", tip]);
    await fleet.clone.publishHold("cart", "prod");
    fleet.remote.hook("update", 'test "$1" = refs/heads/main');
    expect(await fleet.publish()).toBe("closed 1");
    expect(fleet.tip("fairlead/prod")).toBe(tip);
    fleet.remote.hook("update", "exit 0");
    expect([await fleet.publish(), fleet.tip("fairlead/prod"), await fleet.publish()]).toEqual(["closed 1", undefined, ""]);
    expect(fleet.server.comments).toHaveLength(1);
  });

  it("is refused without a token, before anything is pushed", async () => {
    const fleet = await released();
    fleet.clone.env = {};
    const main = fleet.tip("main");
    await fleet.clone.build("mail", 2);
    expect(await fleet.clone.refused()).toMatch(/^USAGE\nGITHUB_TOKEN is not set\nhint: .*gh auth token/);
    expect([fleet.tip("main"), fleet.tip("fairlead/prod")]).toEqual([main, undefined]);
  });
});

describe("a run for a part", () => {
  it("a service has a branch of its own, which later runs leave alone", async () => {
    const fleet = await released();
    await fleet.clone.build("mail", 3);
    const selection = { stacks: ["prod"], services: ["mail"] };
    expect(await fleet.publish({ selection, hotfix: "mails get lost" })).toBe("opened 1");
    expect(fleet.pull.title).toBe("Deploy mail v3 to prod");
    const tip = fleet.tip("fairlead-services/prod/mail");
    expect(await fleet.publish()).toBe("opened 2");
    expect([fleet.tip("fairlead-services/prod/mail"), openPulls(fleet)]).toEqual([
      tip,
      ["Deploy mail v3 to prod", "Deploy cart v2 to prod"],
    ]);
    expect(fleet.remote.git("log", "-1", "--format=%(trailers:key=Fairlead-Hotfix,valueonly)", tip ?? "").trim()).toBe(
      "mail: mails get lost",
    );
  });

  it("for another stack, leaves the pull request alone", async () => {
    const fleet = await released();
    await fleet.publish();
    expect(await fleet.publish({ selection: { stacks: ["latest"], services: [] } })).toBe("");
    expect(openPulls(fleet)).toEqual(DELIVERED);
  });
});

describe("deletions", () => {
  it("need the hash of the plan before the pull request opens, and not again while it waits", async () => {
    const fleet = await new DeliveryFleet().start();
    fleet.clone.remove("services/mail.ts");
    fleet.clone.push("Remove mail");
    const hash = (await plan(fleet.clone.context(), {})).deletions?.hash;
    expect(await fleet.clone.refused()).toMatch(new RegExp(`^REFUSED\nthe run deletes [^]*--allow-deletions ${hash}$`));
    expect(await fleet.publish({ allowDeletions: hash })).toBe("opened 1");
    expect([fleet.tags("mail"), fleet.pull.title]).toEqual([[undefined, "v1"], "Remove mail from prod"]);
    expect(fleet.pull.body).toMatch(/#### Removed\n\n- .*mail/);
    expect([await fleet.publish(), await fleet.publish()]).toEqual(["unchanged 1", "unchanged 1"]);
    fleet.merge();
    expect([fleet.tags("mail"), await fleet.publish()]).toEqual([[undefined, undefined], "closed 1"]);
  });

  it("a further deletion is refused again", async () => {
    const fleet = await new DeliveryFleet().start();
    fleet.clone.remove("services/mail.ts");
    fleet.clone.write("services/news.ts", serviceFile("news"));
    fleet.clone.push("Remove mail");
    await fleet.clone.build("news", 1);
    await fleet.publish({ allowDeletions: (await plan(fleet.clone.context(), {})).deletions?.hash });
    fleet.clone.git("pull", "--quiet");
    fleet.clone.remove("services/cart.ts");
    fleet.clone.push("Remove cart");
    expect(await fleet.clone.refused()).toContain("cart leaves prod");
  });

  it("a renamed stack moves in one pull request: its old files go when the new ones come", async () => {
    const fleet = await new DeliveryFleet().start();
    fleet.clone.remove("stacks/prod.ts");
    fleet.clone.write("stacks/prod-eu.ts", stackFile("prod-eu", "prod", '\n  movedFrom: "prod",'));
    fleet.clone.push("Rename prod");
    const hash = (await plan(fleet.clone.context(), {})).deletions?.hash;
    expect(await fleet.publish({ allowDeletions: hash })).toBe("opened 1");
    expect(fleet.tags()).toEqual(["v1", "v1"]);
    const branch = fleet.remote.git("ls-tree", "-r", "--name-only", "fairlead/prod-eu");
    expect([branch.includes("pulumi-gen/prod/"), branch.includes("pulumi-gen/prod-eu/versions.yaml")]).toEqual([false, true]);
    expect(branch).not.toContain("application-prod.yaml");
  });
});

describe("a promotion to a stack with pull requests", () => {
  it("is the merge of a pull request", async () => {
    const fleet = await new DeliveryFleet().start();
    const { clone } = fleet;
    clone.write("stacks/prod.ts", stackFile("prod", "prod", '\n  channel: "stable",'));
    clone.push("Prod follows stable");
    const request = { from: "latest", to: "prod", services: [] };
    await promoteStacks(clone.context(), { ...request, dryRun: false });
    expect(await fleet.publish()).toBe("");
    await fleet.release(2);
    await fleet.release(3);
    clone.git("pull", "--quiet");
    const preview = await promoteStacks(clone.context(), { ...request, services: ["cart"], dryRun: true });
    expect(preview).toMatchObject({
      dryRun: true,
      byPullRequest: ["prod"],
      promotions: [{ service: "cart", outcome: "moved", release: { tag: "v3" } }],
    });
    expect(await fleet.publish()).toBe("");
    await promoteStacks(clone.context(), { ...request, dryRun: false });
    expect([await fleet.publish(), fleet.pull.title, fleet.tags()]).toEqual(["opened 1", "Deploy cart v3 to prod", ["v3", "v1"]]);
    fleet.merge("rebase");
    expect(fleet.tags()).toEqual(["v3", "v3"]);
  });
});
