import { describe, expect, it } from "vitest";
import { DeliveryFleet, MERGES } from "./delivery-fleet.ts";
import { REPOSITORIES } from "./ops-repo.ts";

const start = (): Promise<DeliveryFleet> => new DeliveryFleet().start();

const trailer = (fleet: DeliveryFleet, key: string, branch = "fairlead/prod"): string =>
  fleet.remote.git("log", "-1", `--format=%(trailers:key=${key},valueonly)`, branch).trim();

describe("a stack that gets pull requests", () => {
  it("gets a branch and a pull request, and the other stacks get commits in the same run", async () => {
    const fleet = await start();
    await fleet.release(2);
    await fleet.clone.build("mail", 2);
    const result = await fleet.clone.publish();
    expect(result).toMatchObject({
      outcome: "published",
      subject: "Deploy mail v2 to latest",
      deliveries: [{ stack: "prod", branch: "fairlead/prod", outcome: "opened", pullRequest: { number: 1 } }],
    });
    expect([fleet.tags("cart"), fleet.tags("mail")]).toEqual([
      ["v2", "v1"],
      ["v2", "v1"],
    ]);
    expect(fleet.remote.git("rev-parse", "fairlead/prod^").trim()).toBe(result.commit);
    expect(fleet.remote.git("diff", "--name-only", "main", "fairlead/prod").trim().split("\n")).toEqual([
      "pulumi-gen/prod/applications/cart.yaml",
      "pulumi-gen/prod/services/cart/deployment-cart.yaml",
      "pulumi-gen/prod/versions.yaml",
    ]);
    expect(fleet.pull).toMatchObject({ title: "Deploy cart v2 to prod", base: { ref: "main" }, state: "open" });
    expect(fleet.pull.body).toContain("| **advance** | `cart` | `v1 -> v2` | prod |");
    expect(trailer(fleet, "Fairlead-Release")).toBe("cart 0000000002-200000000000 on prod");
  });

  it("run twice, changes nothing", async () => {
    const fleet = await start();
    await fleet.release(2);
    await fleet.publish();
    const before = [fleet.tip("fairlead/prod"), fleet.tip("main"), fleet.pull.body];
    fleet.writes();
    expect(await fleet.publish()).toBe("unchanged 1");
    expect([fleet.tip("fairlead/prod"), fleet.tip("main"), fleet.pull.body]).toEqual(before);
    expect(fleet.writes()).toEqual([]);
    expect(fleet.clone.state()[2]).not.toContain("refs/fairlead/run");
  });

  it("is updated if the plan changes", async () => {
    const fleet = await start();
    await fleet.release(2);
    await fleet.publish();
    await fleet.release(3);
    expect(await fleet.publish()).toBe("updated 1");
    expect(fleet.pull.title).toBe("Deploy cart v3 to prod");
    expect(fleet.show("fairlead/prod", "pulumi-gen/prod/versions.yaml")).toContain("tag: v3");
    expect(fleet.remote.git("rev-list", "--count", "main..fairlead/prod").trim()).toBe("1");
  });

  it("keeps its commit if main moves elsewhere, so that approvals stay", async () => {
    const fleet = await start();
    await fleet.release(2);
    await fleet.publish();
    const before = fleet.tip("fairlead/prod");
    fleet.clone.git("pull", "--quiet");
    fleet.clone.write("README.md", "Our fleet\n");
    fleet.clone.push("Describe the fleet");
    expect([await fleet.publish(), fleet.tip("fairlead/prod")]).toEqual(["unchanged 1", before]);
  });

  it("is built again if main changes its files", async () => {
    const fleet = await start();
    await fleet.release(2);
    await fleet.publish();
    await fleet.clone.publishHold("mail", "prod");
    expect(await fleet.publish()).toBe("updated 1");
    expect(fleet.remote.git("merge-base", "main", "fairlead/prod").trim()).toBe(fleet.tip("main"));
    expect(fleet.show("fairlead/prod", "pulumi-gen/prod/versions.yaml")).toMatch(/tag: v2\n[^]*by: Ada Lovelace/);
  });

  it("is closed with a comment if nothing is left to deliver, and its branch goes", async () => {
    const fleet = await start();
    await fleet.release(2);
    await fleet.publish();
    await fleet.clone.publishHold("cart", "prod");
    expect(await fleet.publish()).toBe("closed 1");
    expect([fleet.pull.state, fleet.tip("fairlead/prod")]).toEqual(["closed", undefined]);
    expect(fleet.server.comments.map(({ body }) => body)).toEqual([
      expect.stringMatching(/The plan for prod changes nothing any more\.[^]*- cart: held: /),
    ]);
    expect(await fleet.publish()).toBe("");
    await fleet.clone.publishResume("prod/cart");
    expect(fleet.tags()).toEqual(["v2", "v2"]);
  });

  it("comes again after Fairlead closed it", async () => {
    const fleet = await start();
    await fleet.release(2);
    await fleet.publish();
    await fleet.publish({ selection: { stacks: ["latest"], services: [] } });
    fleet.clone.now = "2026-06-01T00:00:00Z";
    expect(await fleet.publish()).toBe("closed 1");
    fleet.clone.now = "2100-01-01T00:00:00Z";
    expect(await fleet.publish()).toBe("opened 2");
  });
});

describe("what people do with a pull request", () => {
  it("closed by a person, it is not opened again for the same changes, and for others it is", async () => {
    const fleet = await start();
    await fleet.release(2);
    await fleet.publish();
    fleet.pull.state = "closed";
    const tip = fleet.tip("fairlead/prod");
    expect([await fleet.publish(), await fleet.publish(), fleet.tip("fairlead/prod")]).toEqual(["declined 1", "declined 1", tip]);
    fleet.pull.state = "open";
    expect(await fleet.publish()).toBe("unchanged 1");
    fleet.pull.state = "closed";
    await fleet.release(3);
    expect(await fleet.publish()).toBe("opened 2");
  });

  it("a reviewer's commit stays, and the text says so", async () => {
    const fleet = await start();
    await fleet.release(2);
    await fleet.publish();
    const tip = fleet.review();
    expect(await fleet.publish()).toBe("kept 1");
    expect(fleet.pull.body).toMatch(/^:warning: \*\*Fairlead does not change this branch[^]*Ada Lovelace: Fewer replicas/);
    fleet.writes();
    await fleet.release(3);
    expect([await fleet.publish(), fleet.tip("fairlead/prod"), fleet.writes().length]).toEqual(["kept 1", tip, 1]);
    fleet.remote.git("update-ref", "-d", "refs/heads/fairlead/prod");
    expect([await fleet.publish(), fleet.pull.title]).toEqual(["opened 2", "Deploy cart v3 to prod"]);
  });

  it("a reviewer's commit that was merged is no obstacle for the next changes", async () => {
    const fleet = await start();
    await fleet.release(2);
    await fleet.publish();
    fleet.review();
    fleet.merge();
    fleet.pull.head.sha = fleet.tip("fairlead/prod") ?? "";
    await fleet.release(3);
    expect(await fleet.publish()).toBe("opened 2");
  });

  it("the button that updates the branch is no obstacle", async () => {
    const fleet = await start();
    await fleet.release(2);
    await fleet.publish();
    await fleet.release(2, "mail");
    const { ops } = fleet.clone;
    ops.git("fetch", "--quiet", "origin", "fairlead/prod");
    ops.git("switch", "--quiet", "--detach", "FETCH_HEAD");
    ops.git("merge", "--quiet", "--no-edit", "main");
    ops.git("push", "--quiet", "origin", "HEAD:fairlead/prod");
    ops.git("switch", "--quiet", "main");
    expect([await fleet.publish(), fleet.pull.title]).toEqual(["updated 1", "Deploy 2 services to prod"]);
  });

  it("words that a person adds to the text stay until the plan changes", async () => {
    const fleet = await start();
    await fleet.release(2);
    await fleet.publish();
    fleet.pull.body = `Ticket 4711\n${fleet.pull.body}`;
    expect([await fleet.publish(), fleet.pull.body.startsWith("Ticket 4711")]).toEqual(["unchanged 1", true]);
  });
});

describe.each(REPOSITORIES)("a merged pull request, %s", (repositories) => {
  it.each(MERGES)("by %s: the same locks, and nothing left to do", async (how) => {
    const fleet = await new DeliveryFleet(repositories).start();
    await fleet.release(2);
    await fleet.publish();
    const lock = fleet.show("fairlead/prod", "pulumi-gen/prod/versions.yaml");
    fleet.merge(how);
    expect(fleet.show("main", "pulumi-gen/prod/versions.yaml")).toBe(lock);
    expect(await fleet.publish()).toBe("closed 1");
    expect([fleet.tip("fairlead/prod"), await fleet.publish()]).toEqual([undefined, ""]);
  });

  it.each(MERGES)("by %s, and taken back by git revert: it stays off, and resume brings it back", { timeout: 200_000 }, async (how) => {
    const fleet = await new DeliveryFleet(repositories).start();
    await fleet.release(2);
    await fleet.publish();
    fleet.merge(how);
    const { ops } = fleet.clone;
    ops.git("revert", "--no-edit", ...(how === "merge" ? ["--mainline", "1"] : []), "HEAD");
    ops.git("push", "--quiet", "origin", "HEAD:main");
    await fleet.release(2, "mail");
    await fleet.publish();
    expect(fleet.show("fairlead/prod", "pulumi-gen/prod/versions.yaml")).toMatch(/^ {2}hold:[^]*tag: v2[^]*^ {2}tag: v1$/m);
    fleet.merge(how);
    expect([fleet.tags(), fleet.tags("mail")]).toEqual([
      ["v2", "v1"],
      ["v2", "v2"],
    ]);
    await fleet.clone.publishResume("prod/cart");
    expect(fleet.tags()).toEqual(["v2", "v2"]);
  });
});
