import { each, editLocks, HELD, releaseAndRevert, releaseV2, type Situation } from "./situation.ts";

/** Rollbacks by git and by hand. */
export const BY_GIT: Readonly<Record<string, Situation>> = {
  "a revert": { does: releaseAndRevert, expected: HELD },
  "a revert, and the hold is committed": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      await fleet.up("hold");
    },
    expected: HELD,
  },
  "a revert that is not committed": {
    does: async (fleet) => {
      await releaseV2(fleet);
      fleet.git("revert", "--no-commit", "v2");
    },
    expected: HELD,
  },
  "a revert of the revert": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.git("revert", "--no-edit", "HEAD");
    },
    expected: each("keep v2"),
  },
  "a revert of the revert, and a newer release": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.git("revert", "--no-edit", "HEAD");
      await fleet.build("cart", 3);
    },
    expected: each("advance v3"),
  },
  "a revert of a commit that moved both services": {
    does: async (fleet) => {
      await fleet.build("cart", 2);
      await fleet.build("mail", 9);
      await fleet.up("both");
      fleet.git("revert", "--no-edit", "HEAD");
    },
    expected: HELD,
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
    expected: HELD,
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
    expected: HELD,
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
    expected: HELD,
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
    expected: HELD,
  },
  "a rebase after which commits have old dates": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.commit("on top");
      fleet.git("-c", "core.editor=true", "rebase", "--quiet", "--force-rebase", "--committer-date-is-author-date", "HEAD~2");
      fleet.git("commit", "--quiet", "--allow-empty", "--date=2001-01-01T00:00:00Z", "--message", "an old one");
      fleet.git("rebase", "--quiet", "--force-rebase", "--committer-date-is-author-date", "HEAD~1");
    },
    expected: HELD,
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
    expected: HELD,
  },
  "a revert in another clone, pulled by a person with an older commit": {
    does: async (fleet) => {
      const laptop = fleet.clone();
      laptop.commit("an older local commit");
      await releaseAndRevert(fleet);
      laptop.git("pull", "--quiet", "--no-rebase", "--no-edit");
      return laptop;
    },
    expected: HELD,
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
    expected: HELD,
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
    expected: HELD,
  },
  "by hand, in the lock only: the entry of before": {
    does: async (fleet) => {
      await releaseV2(fleet);
      const before = fleet.git("show", "v2~1:pulumi-gen/latest/versions.yaml");
      const entry = /^cart:\n(?: .*\n)+/m;
      editLocks(fleet, (text) => text.replace(entry, entry.exec(before)?.[0] ?? ""));
      fleet.commit("by hand");
    },
    expected: HELD,
  },
  "by hand, in the lock only: a tag and a digest": {
    does: async (fleet) => {
      await releaseV2(fleet);
      editLocks(fleet, (text) => text.replace(/^cart:\n(?: .*\n)+/m, `cart:\n  digest: sha256:${"1".padEnd(64, "0")}\n  tag: v1\n`));
      fleet.commit("by hand");
    },
    expected: HELD,
  },
};
