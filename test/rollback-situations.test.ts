import { describe, expect, it } from "vitest";
import { GitFleet } from "./git-fleet.ts";

interface Situation {
  readonly does: (fleet: GitFleet) => Promise<GitFleet | void>;
  /** The decisions about cart on both stacks, or the start of the refusal. */
  readonly then: readonly string[] | RegExp;
}

/** Releases v2 of cart to both stacks. The neighbour moves afterwards, if it moves. */
async function releaseV2(fleet: GitFleet): Promise<void> {
  await fleet.build("cart", 2);
  await fleet.up("cart v2");
  fleet.git("tag", "v2");
  await fleet.neighbour();
}

async function releaseAndRevert(fleet: GitFleet): Promise<void> {
  await releaseV2(fleet);
  fleet.git("revert", "--no-edit", "v2");
}

const edited = (fleet: GitFleet, change: (text: string) => string): void =>
  ["latest", "prod"].forEach((stack) => fleet.edit(`${stack}/versions.yaml`, change));

const HELD = ["latest: held v1 (hold v2)", "prod: held v1 (hold v2)"];
const each = (decision: string): readonly string[] => [`latest: ${decision}`, `prod: ${decision}`];

const SITUATIONS: Readonly<Record<string, Situation>> = {
  "a revert": { does: releaseAndRevert, then: HELD },
  "a revert, and the hold is committed": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      await fleet.up("hold");
    },
    then: HELD,
  },
  "a revert that is not committed": {
    does: async (fleet) => {
      await releaseV2(fleet);
      fleet.git("revert", "--no-commit", "v2");
    },
    then: HELD,
  },
  "a revert of the revert": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.git("revert", "--no-edit", "HEAD");
    },
    then: each("keep v2"),
  },
  "a revert of the revert, and a newer release": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.git("revert", "--no-edit", "HEAD");
      await fleet.build("cart", 3);
    },
    then: each("advance v3"),
  },
  "a revert of a commit that moved both services": {
    does: async (fleet) => {
      await fleet.build("cart", 2);
      await fleet.build("mail", 9);
      await fleet.up("both");
      fleet.git("revert", "--no-edit", "HEAD");
    },
    then: HELD,
  },
  "a revert of a merge": {
    does: async (fleet) => {
      fleet.git("checkout", "--quiet", "-b", "release");
      await fleet.build("cart", 2);
      await fleet.up("cart v2");
      fleet.git("checkout", "--quiet", "main");
      await fleet.neighbour();
      fleet.git("merge", "--quiet", "--no-ff", "--no-edit", "release");
      fleet.git("revert", "--no-edit", "-m", "1", "HEAD");
    },
    then: HELD,
  },
  "a revert to the second parent of a merge": {
    does: async (fleet) => {
      fleet.git("checkout", "--quiet", "-b", "other");
      fleet.commit("nothing");
      fleet.git("checkout", "--quiet", "main");
      await fleet.build("cart", 2);
      await fleet.up("cart v2");
      fleet.git("merge", "--quiet", "--no-ff", "--no-edit", "other");
      await fleet.neighbour();
      fleet.git("revert", "--no-edit", "-m", "2", fleet.git("rev-list", "--merges", "-1", "HEAD").trim());
    },
    then: HELD,
  },
  "a squashed branch with release and revert": {
    does: async (fleet) => {
      fleet.git("checkout", "--quiet", "-b", "release");
      await releaseAndRevert(fleet);
      await fleet.up("hold");
      fleet.git("checkout", "--quiet", "main");
      fleet.git("merge", "--quiet", "--squash", "release");
      fleet.commit("squashed");
    },
    then: HELD,
  },
  "a revert in a pull request, squashed": {
    does: async (fleet) => {
      await releaseV2(fleet);
      fleet.git("checkout", "--quiet", "-b", "back");
      fleet.git("revert", "--no-edit", "v2");
      fleet.git("checkout", "--quiet", "main");
      fleet.git("merge", "--quiet", "--squash", "back");
      fleet.commit("squashed");
    },
    then: HELD,
  },
  "a rebase after which commits have old dates": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.commit("on top");
      fleet.git("-c", "core.editor=true", "rebase", "--quiet", "--force-rebase", "--committer-date-is-author-date", "HEAD~2");
      fleet.git("commit", "--quiet", "--allow-empty", "--date=2001-01-01T00:00:00Z", "--message", "an old one");
      fleet.git("rebase", "--quiet", "--force-rebase", "--committer-date-is-author-date", "HEAD~1");
    },
    then: HELD,
  },
  "a cherry-pick of a revert": {
    does: async (fleet) => {
      await releaseV2(fleet);
      fleet.git("checkout", "--quiet", "-b", "fix");
      fleet.git("revert", "--no-edit", "v2");
      fleet.git("checkout", "--quiet", "main");
      fleet.commit("in between");
      fleet.git("cherry-pick", "fix");
    },
    then: HELD,
  },
  "a revert in another clone, pulled by a person with an older commit": {
    does: async (fleet) => {
      const laptop = fleet.clone();
      laptop.commit("an older local commit");
      await releaseAndRevert(fleet);
      laptop.git("pull", "--quiet", "--no-rebase", "--no-edit");
      return laptop;
    },
    then: HELD,
  },
  "a revert that comes in by the second parent: update branch": {
    does: async (fleet) => {
      fleet.git("checkout", "--quiet", "-b", "long-lived");
      fleet.commit("a bot's commit");
      fleet.git("checkout", "--quiet", "main");
      await releaseAndRevert(fleet);
      fleet.git("checkout", "--quiet", "long-lived");
      fleet.git("merge", "--quiet", "--no-ff", "--no-edit", "main");
    },
    then: HELD,
  },
  "an older state kept by merge -s ours": {
    does: async (fleet) => {
      fleet.git("checkout", "--quiet", "-b", "older");
      fleet.commit("older");
      fleet.git("checkout", "--quiet", "main");
      await releaseV2(fleet);
      fleet.git("checkout", "--quiet", "older");
      fleet.git("merge", "--quiet", "--strategy", "ours", "--no-edit", "main");
    },
    then: HELD,
  },
  "by hand, in the lock only: the entry of before": {
    does: async (fleet) => {
      await releaseV2(fleet);
      const before = fleet.git("show", "v2~1:pulumi-gen/latest/versions.yaml");
      const entry = /^cart:\n(?: .*\n)+/m;
      edited(fleet, (text) => text.replace(entry, entry.exec(before)?.[0] ?? ""));
      fleet.commit("by hand");
    },
    then: HELD,
  },
  "by hand, in the lock only: a tag and a digest": {
    does: async (fleet) => {
      await releaseV2(fleet);
      edited(fleet, (text) => text.replace(/^cart:\n(?: .*\n)+/m, `cart:\n  digest: sha256:${"1".padEnd(64, "0")}\n  tag: v1\n`));
      fleet.commit("by hand");
    },
    then: HELD,
  },
  "the pointer is moved back by a person": {
    does: async (fleet) => {
      await releaseV2(fleet);
      await fleet.set("cart", "v1");
    },
    then: each("advance v1"),
  },
  "the pointer is moved back by a person, and CI runs again": {
    does: async (fleet) => {
      await releaseV2(fleet);
      await fleet.set("cart", "v1");
      await fleet.build("cart", 2, { run: "2-2" });
    },
    then: each("advance v1"),
  },
  "a newer release after a revert": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      await fleet.build("cart", 3);
    },
    then: ["latest: advance v3", "prod: held v1 (hold v2)"],
  },
  "the same image again, under a higher build number": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      await fleet.build("cart", 3, { digest: 2 });
    },
    then: HELD,
  },
  "a person resumes": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      await fleet.resume("latest/cart", "prod/cart");
    },
    then: each("keep v2"),
  },
  "a person resumes, and takes that back": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      await fleet.up("hold");
      await fleet.resume("latest/cart", "prod/cart");
      await fleet.neighbour();
      fleet.git("revert", "--no-edit", fleet.git("log", "--format=%H", "-1", "--grep", "^resume").trim());
    },
    then: HELD,
  },
  "the stack changes its channel": {
    does: async (fleet) => {
      for (let number = 2; number < 6; number += 1) {
        await fleet.build("cart", number);
        await fleet.up(`cart v${number}`);
      }
      await fleet.build("cart", 4, { channel: "stable" });
      await fleet.neighbour();
      fleet.stacks = { latest: { channel: "stable" }, prod: {} };
      await fleet.build("mail", 1, { channel: "stable" });
    },
    then: ["latest: advance v4", "prod: keep v5"],
  },
  "the stack changes its channel, and back": {
    does: async (fleet) => {
      await releaseV2(fleet);
      for (const name of ["cart", "mail"]) await fleet.build(name, 1, { channel: "stable" });
      fleet.stacks = { latest: { channel: "stable" }, prod: {} };
      await fleet.up("stable");
      await fleet.neighbour();
      fleet.stacks = { latest: {}, prod: {} };
    },
    then: ["latest: advance v2", "prod: keep v2"],
  },
  "a revert of the lock alone, after the stack changed its channel": {
    does: async (fleet) => {
      await releaseV2(fleet);
      for (const name of ["cart", "mail"]) await fleet.build(name, 1, { channel: "stable" });
      fleet.stacks = { latest: { channel: "stable" }, prod: {} };
      await fleet.up("stable");
      fleet.git("tag", "stable");
      await fleet.neighbour();
      fleet.git("revert", "--no-edit", "stable");
    },
    then: ["latest: held v2 (hold v1)", "prod: keep v2"],
  },
  "the datastore is new, and its numbers start again": {
    does: async (fleet) => {
      await releaseV2(fleet);
      await fleet.build("cart", 3);
      await fleet.up("cart v3");
      fleet.datastore = `${fleet.datastore}-new`;
      await fleet.build("cart", 4);
      await fleet.build("mail", 1);
    },
    then: each("advance v4"),
  },
  "the datastore is new, and a revert of its first release": {
    does: async (fleet) => {
      await releaseV2(fleet);
      fleet.datastore = `${fleet.datastore}-new`;
      await fleet.build("mail", 9);
      await fleet.build("cart", 4);
      await fleet.up("cart v4");
      fleet.git("tag", "v4");
      await fleet.neighbour();
      fleet.git("revert", "--no-edit", "v4");
    },
    then: ["latest: held v2 (hold v4)", "prod: held v2 (hold v4)"],
  },
  "the service is taken off after a revert, and put back": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.stacks = { latest: { without: ["cart"] }, prod: { without: ["cart"] } };
      await fleet.up("without cart");
      await fleet.neighbour();
      fleet.stacks = { latest: {}, prod: {} };
    },
    then: each("held -"),
  },
  "the stack is renamed after a revert, and says so": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.stacks = { latest: {}, "prod-eu": { movedFrom: "prod" } };
    },
    then: ["latest: held v1 (hold v2)", "prod-eu: held v1 (hold v2)", "prod: removed -"],
  },
  "the stack was renamed after a revert, and the rename is committed": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.stacks = { latest: {}, "prod-eu": { movedFrom: "prod" } };
      await fleet.up("rename");
      await fleet.neighbour();
    },
    then: ["latest: held v1 (hold v2)", "prod-eu: held v1 (hold v2)"],
  },
  "the stack is renamed after a revert, and does not say so": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.stacks = { latest: {}, "prod-eu": {} };
    },
    then: /^a stack that holds rollbacks goes while another one comes/,
  },
  "a shallow clone": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      return fleet.clone("--depth", "1");
    },
    then: /^this clone is shallow/,
  },
  "a sparse checkout without the generated tree": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.git("sparse-checkout", "set", "services");
    },
    then: /^entries of locks are lost/,
  },
  "the generated tree is deleted": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.remove("pulumi-gen");
    },
    then: /^entries of locks are lost/,
  },
  "the lock is deleted, not committed": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      edited(fleet, () => "");
    },
    then: /^entries of locks are lost/,
  },
  "the lock is deleted and committed": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      edited(fleet, () => "");
      fleet.commit("no locks");
    },
    then: each("held -"),
  },
  "git ignores the generated tree": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.git("rm", "--quiet", "-r", "--cached", "pulumi-gen");
      fleet.ignore("pulumi-gen");
      fleet.git("commit", "--quiet", "--message", "ignored");
    },
    then: /^git ignores pulumi-gen\/latest\/versions\.yaml/,
  },
  "a hard reset behind a release, and a forced push": {
    does: async (fleet) => {
      await releaseV2(fleet);
      fleet.git("reset", "--quiet", "--hard", "v2~1");
    },
    then: each("advance v2"),
  },
};

describe.each([
  ["alone", false],
  ["with a neighbour's release in between", true],
])("a rollback, %s", (_title, neighbourMoves) => {
  it.each(Object.entries(SITUATIONS))("%s", async (_situation, { does, then }) => {
    const fleet = new GitFleet(neighbourMoves);
    await fleet.start();
    const after = (await does(fleet)) ?? fleet;
    if (then instanceof RegExp) await expect(after.plan()).rejects.toThrow(then);
    else expect(await after.plan()).toEqual(then);
  });
});
