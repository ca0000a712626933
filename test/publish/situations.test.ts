import { describe, expect, it } from "vitest";
import { BY_FLEET } from "../rollback/by-fleet.ts";
import { BY_GIT } from "../rollback/by-git.ts";
import { HELD, type Situation } from "../rollback/situation.ts";
import { REPOSITORIES } from "./ops-repo.ts";
import { PublishedFleet } from "./published-fleet.ts";

const NOT_COMMITTED = /^\d+ files? (?:is|are) not committed, and publish renders commits/;

/** Situations that end differently. A run works beside the checkout on what the remote has. It refuses what is not committed. */
const DIFFERS: Readonly<Record<string, Situation["expected"]>> = {
  "a revert that is not committed": NOT_COMMITTED,
  "the command rollback, not committed": NOT_COMMITTED,
  "a sparse checkout without the generated tree": HELD,
  "the generated tree is deleted": NOT_COMMITTED,
  "the lock is deleted, not committed": NOT_COMMITTED,
};

describe.each(REPOSITORIES)("a rollback and the next publish, %s", (repositories) => {
  it.each(Object.entries({ ...BY_GIT, ...BY_FLEET }))("%s", async (situation, { does, expected: usual }) => {
    const fleet = await PublishedFleet.started(repositories);
    const after = (await does(fleet)) ?? fleet;
    const expected = DIFFERS[situation] ?? usual;
    if (!(after instanceof PublishedFleet)) throw new Error("a clone is published, too");
    if (expected instanceof RegExp) {
      await expect(after.plan()).rejects.toThrow(expected);
      return;
    }
    expect(await after.plan()).toEqual(expected);
    const declared = expected.filter((text) => !text.includes(": removed "));
    expect(after.running()).toEqual(declared.map((text) => text.replace(/: \w+ (\S+).*/, ": $1")));
  });
});
