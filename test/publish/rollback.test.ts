import { describe, expect, it } from "vitest";
import type { Clone } from "./clone.ts";
import { Remote, REPOSITORIES } from "./ops-repo.ts";

/** Deploys cart v2, and reverts the commit. */
async function revert(remote: Remote, clone: Clone): Promise<void> {
  await clone.build("cart", 2);
  await clone.publish();
  const { ops } = clone;
  ops.git("revert", "--no-edit", "HEAD");
  ops.git("push", "--quiet");
  expect(remote.tag("prod", "cart")).toBe("v1");
}

const tags = (remote: Remote): readonly (string | undefined)[] =>
  ["latest", "prod"].flatMap((stack) => ["cart", "mail"].map((service) => remote.tag(stack, service)));

describe.each(REPOSITORIES)("a git revert of a deploy commit, %s", (repositories) => {
  it("stays over ten runs with releases of a neighbour, and resume brings the release back", { timeout: 200_000 }, async () => {
    const remote = new Remote(repositories);
    const clone = await remote.start();
    await revert(remote, clone);
    for (let release = 2; release <= 11; release += 1) {
      await clone.build("mail", release);
      await clone.publish();
      expect(tags(remote)).toEqual(["v1", `v${release}`, "v1", `v${release}`]);
    }
    await clone.publishResume("latest/cart", "prod/cart");
    expect(await clone.publish()).toMatchObject({ outcome: "unchanged" });
    expect(tags(remote)).toEqual(["v2", "v11", "v2", "v11"]);
  });

  it("is written as a hold by the next run, once", async () => {
    const remote = new Remote(repositories);
    const clone = await remote.start();
    await revert(remote, clone);
    await clone.publish();
    expect(remote.git("log", "-1", "--format=%B", "main")).toContain(
      "Hold cart on latest and prod\n\nHeld:\n- cart at v1: Ada Lovelace rolled v2 back on latest, prod\n",
    );
    expect(await clone.publish()).toMatchObject({ outcome: "unchanged" });
  });

  it("of one stack's files leaves the other stack", async () => {
    const remote = new Remote(repositories);
    const clone = await remote.start();
    await clone.build("cart", 2);
    await clone.publish();
    const { ops } = clone;
    ops.git("checkout", "HEAD^", "--", "pulumi-gen/prod");
    ops.push("Back on prod");
    await clone.build("mail", 2);
    await clone.publish();
    expect(tags(remote)).toEqual(["v2", "v2", "v1", "v2"]);
  });

  it("stays if another clone publishes, without the revert in its checkout", async () => {
    const remote = new Remote(repositories);
    const clone = await remote.start();
    const other = remote.clone();
    await revert(remote, clone);
    await other.build("mail", 2);
    await other.publish();
    expect(tags(remote)).toEqual(["v1", "v2", "v1", "v2"]);
  });

  it("that arrives during a run stays", async () => {
    const remote = new Remote(repositories);
    const clone = await remote.start();
    await clone.build("cart", 2);
    await clone.publish();
    const { ops } = clone;
    ops.git("revert", "--no-edit", "HEAD");
    ops.git("push", "--quiet", "origin", "HEAD:next");
    ops.git("reset", "--quiet", "--hard", "HEAD^");
    // The server gets the revert while it gets the push of the run.
    remote.hook("update", 'test "$1" != refs/heads/main || test -f moved || { touch moved; git update-ref refs/heads/main next; }');
    await clone.build("mail", 2);
    expect(await clone.publish()).toMatchObject({ outcome: "published", tries: 2 });
    expect(tags(remote)).toEqual(["v1", "v2", "v1", "v2"]);
  });
});
