import { describe, expect, it } from "vitest";
import { BY_FLEET } from "./by-fleet.ts";
import { BY_GIT } from "./by-git.ts";
import { GitFleet } from "./git-fleet.ts";

describe.each([
  ["alone", false],
  ["with a neighbour's release in between", true],
])("a rollback, %s", (_title, neighbourMoves) => {
  it.each(Object.entries({ ...BY_GIT, ...BY_FLEET }))("%s", async (_situation, { does, expected }) => {
    const fleet = new GitFleet(neighbourMoves);
    await fleet.start();
    const after = (await does(fleet)) ?? fleet;
    if (expected instanceof RegExp) await expect(after.plan()).rejects.toThrow(expected);
    else expect(await after.plan()).toEqual(expected);
  });
});
