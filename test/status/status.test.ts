import { globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { status } from "../../lib/app/status/status.ts";
import { behindText } from "../../lib/report/results/status.ts";
import { readDeployLog } from "../../lib/workspace/git/deploys/deploy-log.ts";
import { LockLog } from "../../lib/workspace/git/lock-log.ts";
import { GitFleet } from "../rollback/git-fleet.ts";

/** Returns a line for cart on each stack: `prod: held v1, 1 behind, since "Deploy"`. */
async function lines(fleet: GitFleet, stacks: readonly string[] = []): Promise<readonly string[]> {
  const { deployments } = await status(fleet.context(), {}, { stacks, services: ["cart"] });
  return deployments.map((each) => {
    const since = each.deployed === undefined ? "not committed" : `since "${each.deployed.subject}"`;
    return [`${each.stack}: ${each.outcome} ${each.version?.tag ?? "nothing"}`, behindText(each), since]
      .filter((part) => part !== "")
      .join(", ");
  });
}

const cacheOf = ({ root }: GitFleet): string => join(root, globSync(".git/fairlead/deploys-*", { cwd: root })[0] ?? "no cache");

describe("status", () => {
  it("shows the version, the commit that brought it, and the releases since", async () => {
    const fleet = new GitFleet(true);
    await fleet.start();
    await fleet.build("cart", 2);
    await fleet.up("cart v2");
    await fleet.neighbour();
    expect(await lines(fleet)).toEqual(['latest: keep v2, since "cart v2"', 'prod: keep v2, since "cart v2"']);
    await fleet.build("cart", 3);
    await fleet.build("cart", 4);
    expect(await lines(fleet, ["prod"])).toEqual(['prod: advance v2, 2 behind, since "cart v2"']);
  });

  it("shows a rollback, and who holds the service", async () => {
    const fleet = new GitFleet(false);
    await fleet.start();
    await fleet.build("cart", 2);
    await fleet.up("cart v2");
    fleet.git("revert", "--no-edit", "HEAD");
    expect(await lines(fleet, ["prod"])).toEqual(['prod: held v1, 1 behind, since "Revert "cart v2""']);
    const { deployments } = await status(fleet.context(), {}, { stacks: ["prod"], services: ["cart"] });
    expect(deployments[0]?.hold).toMatchObject({ by: "Ada Lovelace", tag: "v2" });
  });

  it("counts a merged branch when the branch of HEAD got it", async () => {
    const fleet = new GitFleet(false);
    await fleet.start();
    fleet.git("switch", "--quiet", "--create", "side");
    await fleet.build("cart", 2);
    await fleet.up("cart v2");
    fleet.git("switch", "--quiet", "main");
    fleet.commit("Other");
    fleet.git("merge", "--quiet", "--no-ff", "--message", "Merge cart v2", "side");
    expect(await lines(fleet)).toEqual(['latest: keep v2, since "Merge cart v2"', 'prod: keep v2, since "Merge cart v2"']);
  });

  it("shows no age for a version that is not committed, and none without git", async () => {
    const fleet = new GitFleet(false);
    await fleet.start();
    fleet.edit("prod/versions.yaml", (text) => text.replace("tag: v1", "tag: v1-edited"));
    expect(await lines(fleet, ["prod"])).toEqual(["prod: invalid v1-edited, not committed"]);
    fleet.remove(".git");
    expect(await lines(fleet, ["latest"])).toEqual(["latest: keep v1, not committed"]);
  });
});

describe("the cache in git's directory", () => {
  it("saves reading the commits that a run has read, and only those", async () => {
    const fleet = new GitFleet(false);
    await fleet.start();
    const first = await readDeployLog(new LockLog(fleet.root));
    const written = statSync(cacheOf(fleet)).ino;
    expect(await readDeployLog(new LockLog(fleet.root))).toEqual(first);
    expect(statSync(cacheOf(fleet)).ino).toBe(written);
    await fleet.build("cart", 2);
    await fleet.up("cart v2");
    const second = await readDeployLog(new LockLog(fleet.root));
    expect(second.get("prod/cart")?.steps.map(({ to }) => to)).toEqual(["v2", "v1"]);
    expect(second.get("prod/mail")).toEqual(first.get("prod/mail"));
  });

  it.each<[title: string, spoil: (text: string) => string]>([
    ["is empty", () => ""],
    ["is cut", (text) => text.slice(0, text.length / 2)],
    ["has another version", (text) => text.replace("deploys 1", "deploys 0")],
    ["was edited", (text) => text.replaceAll("v1", "v9")],
    ["is no text", () => "\0\uFFFF\n{}"],
  ])("is made again if it %s", async (_title, spoil) => {
    const fleet = new GitFleet(false);
    await fleet.start();
    const first = await readDeployLog(new LockLog(fleet.root));
    writeFileSync(cacheOf(fleet), spoil(readFileSync(cacheOf(fleet), "utf8")));
    expect(await readDeployLog(new LockLog(fleet.root))).toEqual(first);
  });

  it("is not taken for another history", async () => {
    const fleet = new GitFleet(false);
    await fleet.start();
    await fleet.build("cart", 2);
    await fleet.up("cart v2");
    await readDeployLog(new LockLog(fleet.root));
    fleet.git("reset", "--quiet", "--hard", "HEAD~1");
    expect((await readDeployLog(new LockLog(fleet.root))).get("prod/cart")?.deployed?.to).toBe("v1");
    fleet.git("commit", "--quiet", "--amend", "--message", "Another start");
    fleet.git("reflog", "expire", "--expire=all", "--all");
    fleet.git("gc", "--quiet", "--prune=all");
    expect((await readDeployLog(new LockLog(fleet.root))).get("prod/cart")?.deployed?.commit.subject).toBe("Another start");
  });
});

it.each([
  ["no prefixes in patches", "diff.noprefix", "true"],
  ["other prefixes in patches", "diff.mnemonicPrefix", "true"],
  ["colours", "color.ui", "always"],
  ["a program for patches", "diff.external", "false"],
  ["less context", "diff.context", "0"],
  ["dates in another form", "log.date", "relative"],
  ["no changes of the first commit", "log.showRoot", "false"],
  ["other changes of merges", "log.diffMerges", "separate"],
])("reads deploys if the settings of git ask for %s", async (_title, name, value) => {
  const fleet = new GitFleet(false);
  await fleet.start();
  fleet.git("config", name, value);
  expect((await readDeployLog(new LockLog(fleet.root))).get("prod/cart")?.deployed?.to).toBe("v1");
});

it("reads deploys of files that .gitattributes calls binary", async () => {
  const fleet = new GitFleet(false);
  await fleet.start();
  writeFileSync(join(fleet.root, ".gitattributes"), "pulumi-gen/** binary -diff linguist-generated\n");
  fleet.commit("Attributes");
  expect((await readDeployLog(new LockLog(fleet.root))).get("prod/cart")?.deployed?.to).toBe("v1");
});
