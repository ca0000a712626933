import { rollback } from "../../lib/app/rollback.ts";
import { each, editLocks, HELD, releaseAndRevert, releaseV2, type Situation } from "./situation.ts";

/** Channels, datastores, stacks and files that change around a rollback. */
export const BY_FLEET: Readonly<Record<string, Situation>> = {
  "the pointer is moved back by a person": {
    does: async (fleet) => {
      await releaseV2(fleet);
      await fleet.set("cart", "v1");
    },
    expected: each("advance v1"),
  },
  "the pointer is moved back by a person, and CI runs again": {
    does: async (fleet) => {
      await releaseV2(fleet);
      await fleet.set("cart", "v1");
      await fleet.build("cart", 2, { run: "2-2" });
    },
    expected: each("advance v1"),
  },
  "the pointer is moved back by a person, and CI records the image again under a higher number": {
    does: async (fleet) => {
      await releaseV2(fleet);
      await fleet.set("cart", "v1");
      await fleet.build("cart", 3, { digest: 2 });
    },
    expected: each("advance v1"),
  },
  "a newer release after a revert": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      await fleet.build("cart", 3);
    },
    expected: ["latest: advance v3", "prod: held v1 (hold v2)"],
  },
  "the same image again, under a higher build number": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      await fleet.build("cart", 3, { digest: 2 });
    },
    expected: HELD,
  },
  "the command rollback, not committed": {
    does: async (fleet) => {
      await releaseV2(fleet);
      await rollback(fleet.context(), { service: "cart", stacks: [] });
    },
    expected: HELD,
  },
  "the command rollback": {
    does: async (fleet) => {
      await releaseV2(fleet);
      await rollback(fleet.context(), { service: "cart", stacks: [] });
      fleet.commit("Roll back");
      await fleet.neighbour();
    },
    expected: HELD,
  },
  "a person resumes": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      await fleet.resume("latest/cart", "prod/cart");
    },
    expected: each("keep v2"),
  },
  "a person resumes, and takes that back": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      await fleet.up("hold");
      await fleet.resume("latest/cart", "prod/cart");
      fleet.git("tag", "resumed");
      await fleet.neighbour();
      fleet.git("revert", "--no-edit", "resumed");
    },
    expected: HELD,
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
    expected: ["latest: advance v4", "prod: keep v5"],
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
    expected: ["latest: advance v2", "prod: keep v2"],
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
    expected: ["latest: held v2 (hold v1)", "prod: keep v2"],
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
    expected: each("advance v4"),
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
    expected: ["latest: held v2 (hold v4)", "prod: held v2 (hold v4)"],
  },
  "the service is taken off after a revert, and put back": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.stacks = { latest: { without: ["cart"] }, prod: { without: ["cart"] } };
      await fleet.up("without cart");
      await fleet.neighbour();
      fleet.stacks = { latest: {}, prod: {} };
    },
    expected: each("held -"),
  },
  "the stack is renamed after a revert, and says so": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.stacks = { latest: {}, "prod-eu": { movedFrom: "prod" } };
    },
    expected: ["latest: held v1 (hold v2)", "prod-eu: held v1 (hold v2)", "prod: removed -"],
  },
  "the stack was renamed after a revert, and the rename is committed": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.stacks = { latest: {}, "prod-eu": { movedFrom: "prod" } };
      await fleet.up("rename");
      await fleet.neighbour();
    },
    expected: ["latest: held v1 (hold v2)", "prod-eu: held v1 (hold v2)"],
  },
  "the stack is renamed after a revert, and does not say so": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.stacks = { latest: {}, "prod-eu": {} };
    },
    expected: /^a stack that holds rollbacks goes while another one comes/,
  },
  "a shallow clone": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      return fleet.clone("--depth", "1");
    },
    expected: /^this clone is shallow/,
  },
  "a sparse checkout without the generated tree": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.git("sparse-checkout", "set", "services");
    },
    expected: /^entries of locks are lost/,
  },
  "the generated tree is deleted": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.remove("pulumi-gen");
    },
    expected: /^entries of locks are lost/,
  },
  "the lock is deleted, not committed": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      editLocks(fleet, () => "");
    },
    expected: /^entries of locks are lost/,
  },
  "the lock is deleted and committed": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      editLocks(fleet, () => "");
      fleet.commit("no locks");
    },
    expected: each("held v1"),
  },
  "the lock and the files are deleted and committed": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.remove("pulumi-gen");
      fleet.commit("nothing");
    },
    expected: each("held -"),
  },
  "the lock is deleted and committed, and the run after": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      editLocks(fleet, () => "");
      fleet.commit("no locks");
      await fleet.up("locks again");
    },
    expected: HELD,
  },
  "git ignores the generated tree": {
    does: async (fleet) => {
      await releaseAndRevert(fleet);
      fleet.git("rm", "--quiet", "-r", "--cached", "pulumi-gen");
      fleet.ignore("pulumi-gen");
      fleet.git("commit", "--quiet", "--message", "ignored");
    },
    expected: /^git ignores pulumi-gen\/latest\/versions\.yaml/,
  },
  "a hard reset behind a release, and a forced push": {
    does: async (fleet) => {
      await releaseV2(fleet);
      fleet.git("reset", "--quiet", "--hard", "v2~1");
    },
    expected: each("advance v2"),
  },
};
