import { describe, expect, it } from "vitest";
import { BY_FLEET } from "./by-fleet.ts";
import { BY_GIT } from "./by-git.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import { GitFleet } from "./git-fleet.ts";

describe.each<readonly [string, boolean, boolean]>([
  ["alone", false, false],
  ["with a neighbour's release in between", true, false],
  ["with a neighbour's release in between, in a separate ops repository", true, true],
])("a rollback, %s", (_title, neighbourMoves, isSeparate) => {
  it.each(Object.entries({ ...BY_GIT, ...BY_FLEET }))("%s", async (_situation, { does, expected }) => {
    const fleet = new GitFleet(neighbourMoves, isSeparate ? { specs: temporaryDirectory("specs") } : {});
    await fleet.start();
    const after = (await does(fleet)) ?? fleet;
    if (expected instanceof RegExp) await expect(after.plan()).rejects.toThrow(expected);
    else expect(await after.plan()).toEqual(expected);
  });
});
