import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { check } from "../../lib/app/check.ts";
import { diff } from "../../lib/app/diff.ts";
import { history } from "../../lib/app/history.ts";
import { hold } from "../../lib/app/hold/hold.ts";
import { openOpsWorkspace } from "../../lib/app/open-ops-workspace.ts";
import { plan } from "../../lib/app/plan.ts";
import { render } from "../../lib/app/render.ts";
import { resume } from "../../lib/app/resume.ts";
import { rollback } from "../../lib/app/rollback.ts";
import { up } from "../../lib/app/up.ts";
import { isEmptyDiff } from "../../lib/diff/diff.ts";
import type { Clone } from "./clone.ts";
import { Remote } from "./ops-repo.ts";

const start = async (): Promise<{ readonly remote: Remote; readonly clone: Clone }> => {
  const remote = new Remote("a separate ops repository");
  return { remote, clone: await remote.start() };
};

const managedGit = (clone: Clone, ...args: readonly string[]): string =>
  execFileSync("git", args, { cwd: clone.managed, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "done",
    (error: unknown) => error,
  );

describe("a separate ops repository", () => {
  it("gets the tree, and the repository of the specs gets nothing", async () => {
    const { remote, clone } = await start();
    await clone.build("cart", 2);
    const specs = clone.git("rev-parse", "HEAD").trim();
    expect(await clone.publish()).toMatchObject({ outcome: "published", remote: "origin", branch: "main" });
    expect(remote.subjects()).toEqual(["Deploy cart v2 to latest and prod", "Deploy 2 services to latest and prod", "Begin"]);
    expect(remote.git("log", "-1", "--format=%(trailers:key=Fairlead-Spec-Commit,valueonly)", "main").trim()).toBe(specs);
    expect(remote.git("ls-tree", "--name-only", "main").trim()).toBe("pulumi-gen");
    expect([clone.git("status", "--porcelain"), existsSync(join(clone.root, "pulumi-gen"))]).toEqual(["", false]);
    expect(await clone.publish()).toMatchObject({ outcome: "unchanged" });
  });

  it("is read by plan, check, diff and history, each at its newest commit", async () => {
    const { clone, remote } = await start();
    await plan(clone.context(), {});
    const other = remote.clone();
    await other.build("cart", 2);
    await other.publish();
    const { decisions } = await plan(clone.context(), {});
    expect(decisions.map(({ stack, service, outcome, to }) => `${stack} ${service} ${outcome} ${to?.tag}`)).toEqual([
      "latest cart keep v2",
      "latest mail keep v1",
      "prod cart keep v2",
      "prod mail keep v1",
    ]);
    expect((await check(clone.context())).findings).toEqual([]);
    expect(isEmptyDiff((await diff(clone.context(), {})).diff)).toBe(true);
    expect(isEmptyDiff((await diff(clone.context(), { from: "HEAD~1", to: "HEAD" })).diff)).toBe(false);
    const { changes } = await history(clone.context(), { service: "cart", stacks: ["prod"], limit: 9 });
    expect(changes.map(({ subject }) => subject)).toEqual(["Deploy cart v2 to latest and prod", "Deploy 2 services to latest and prod"]);
  });

  it("is written by up, render, rollback, hold and resume, for a person to commit", async () => {
    const { clone } = await start();
    await clone.build("cart", 2);
    const options = { parallel: 1, overwrite: false };
    expect((await up(clone.context(), options)).render.changed).not.toEqual([]);
    const changed = (): string => managedGit(clone, "status", "--porcelain");
    expect(changed()).toContain("M pulumi-gen/prod/versions.yaml");
    expect((await up(clone.context(), options)).render.changed).toEqual([]);
    expect((await render(clone.context())).changed).toEqual([]);
    expect(await clone.refused()).toMatch(/^REFUSED\n.*not committed.*hint: .*git -C \S+ checkout -- pulumi-gen$/s);
    managedGit(clone, "commit", "--quiet", "--all", "--message", "Cart v2");
    expect(await clone.refused()).toMatch(/^REFUSED\nHEAD has 1 commit that origin\/main lacks.*hint: git -C \S+ push origin/s);
    managedGit(clone, "push", "--quiet", "origin", "HEAD");
    await rollback(clone.context(), { service: "cart", stacks: ["prod"] });
    await hold(clone.context(), { service: "mail", stacks: [], reason: "the sale" });
    managedGit(clone, "commit", "--quiet", "--all", "--message", "By hand");
    managedGit(clone, "push", "--quiet", "origin", "HEAD");
    expect(await clone.publish()).toMatchObject({ outcome: "unchanged" });
    await resume(clone.context(), { targets: ["prod/cart"] });
    expect(changed()).toContain("M pulumi-gen/prod/versions.yaml");
  });

  it("keeps the changes that nobody committed, and refuses a newest commit that would lose them", async () => {
    const { clone, remote } = await start();
    await hold(clone.context(), { service: "cart", stacks: ["prod"], reason: "the sale" });
    const text = readFileSync(join(clone.managed, "pulumi-gen/prod/versions.yaml"), "utf8");
    const other = remote.clone();
    await other.build("mail", 2);
    await other.publish();
    expect(await refusal(plan(clone.context(), {}))).toMatchObject({
      code: "REFUSED",
      hint: `git -C ${clone.managed} stash --include-untracked`,
    });
    expect(readFileSync(join(clone.managed, "pulumi-gen/prod/versions.yaml"), "utf8")).toBe(text);
  });

  it("is followed after a forced push, and over an interrupted clone", async () => {
    const { clone, remote } = await start();
    await clone.build("cart", 2);
    await clone.publish();
    await plan(clone.context(), {});
    remote.git("update-ref", "refs/heads/main", "main^");
    expect((await plan(clone.context(), {})).decisions.find(({ outcome }) => outcome !== "keep")?.outcome).toBe("advance");
    writeFileSync(join(clone.root, ".fairlead/ops.lock"), "");
    expect((await plan(clone.context(), {})).decisions).toHaveLength(4);
  });

  it.each<readonly [string, (clone: Clone, remote: Remote) => void, RegExp]>([
    [
      "an address without a repository",
      (_clone, remote) => void execFileSync("mv", [remote.root, `${remote.root}.away`]),
      /^the ops repository file:\S+ cannot be read: the remote cannot be reached$/,
    ],
    [
      "a branch that does not exist",
      (_clone, remote) => void remote.git("update-ref", "-d", "refs/heads/main"),
      /^the ops repository file:\S+ has no branch main$/,
    ],
    [
      "another branch in the clone",
      (clone) => void managedGit(clone, "switch", "--quiet", "--create", "mine"),
      /^the clone of the ops repository has the branch mine checked out/,
    ],
    [
      "a spec that is not committed",
      (clone) => clone.write("services/news.ts", ""),
      /^1 file is not committed, and publish renders commits$/,
    ],
    [
      "a commit of specs that is not pushed",
      (clone) => (clone.write("README.md", "x"), clone.commit("README")),
      /^HEAD has 1 commit that origin\/main lacks/,
    ],
  ])("refuses %s", async (_title, breaks, message) => {
    const { clone, remote } = await start();
    await clone.publish();
    breaks(clone, remote);
    expect(await refusal(clone.publish())).toMatchObject({ message: expect.stringMatching(message) });
  });

  it("keeps its deletions behind the hash", async () => {
    const { clone, remote } = await start();
    clone.remove("services/mail.ts");
    clone.push("Remove mail");
    const said = await clone.refused();
    expect(said).toMatch(/^REFUSED\nthe run deletes \d+ files; nothing was published/);
    const [, hash] = /--allow-deletions ([0-9a-f]{12})/.exec(said) ?? [];
    expect(await clone.publish({ allowDeletions: hash })).toMatchObject({ outcome: "published" });
    expect(remote.tag("prod", "mail")).toBeUndefined();
  });

  it("never goes back to older specs: it is opened before them", async () => {
    const { clone, remote } = await start();
    const slow = remote.clone();
    clone.write("services/cart.ts", clone.read("services/cart.ts").replace("max: 4", "max: 6"));
    clone.push("Scale cart");
    await clone.publish();
    expect(await slow.publish()).toMatchObject({ outcome: "unchanged" });
    expect(remote.git("grep", "maxReplicas: 6", "main")).toContain("latest/services/cart");
  });
});

describe("a checkout of an ops repository, named by its path", () => {
  it("is read, written and published", async () => {
    const { clone, remote } = await start();
    const { ops } = clone;
    clone.write("fairlead.config.ts", clone.read("fairlead.config.ts").replace(/\{ url: "file:[^}]*\}/, `"${ops.root}"`));
    clone.push("Use a checkout");
    await clone.build("cart", 2);
    await up(clone.context(), { parallel: 1, overwrite: false });
    expect(ops.git("status", "--porcelain")).toContain("M pulumi-gen/prod/versions.yaml");
    ops.git("checkout", "--", "pulumi-gen");
    expect(await clone.publish()).toMatchObject({ outcome: "published" });
    expect(remote.tag("prod", "cart")).toBe("v2");
    expect(existsSync(join(clone.root, ".fairlead/ops"))).toBe(false);
  });

  it("may be named by the environment, and then no clone is made", async () => {
    const { clone } = await start();
    const opened = await openOpsWorkspace(clone.root, { FAIRLEAD_OPS_REPO: "../clone-1-ops" }).catch((error: unknown) => error);
    expect(opened).toMatchObject({ code: "NOT_FOUND", message: expect.stringMatching("^FAIRLEAD_OPS_REPO names the checkout") });
    const { ops } = clone;
    expect((await openOpsWorkspace(clone.root, { FAIRLEAD_OPS_REPO: ops.root })).opsRoot).toBe(ops.root);
    expect((await openOpsWorkspace(clone.root, { FAIRLEAD_OPS_REPO: "." })).opsRoot).toBe(clone.root);
    expect(existsSync(join(clone.root, ".fairlead/ops"))).toBe(false);
  });

  it("must exist", async () => {
    const { clone } = await start();
    clone.write("fairlead.config.ts", clone.read("fairlead.config.ts").replace(/\{ url: "file:[^}]*\}/, '"../nowhere"'));
    expect(await refusal(plan(clone.context(), {}))).toMatchObject({
      code: "NOT_FOUND",
      message: expect.stringMatching("names the checkout ../nowhere"),
    });
  });
});
