import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildOfId, compareIds, isReleaseId, MAX_BUILD, RELEASE_ID_PATTERN, releaseId } from "./release-id.ts";

const DIGEST = `sha256:b5c29ddb3238${"0".repeat(52)}`;

describe("an id", () => {
  it.each<readonly [number, string]>([
    [0, "0000000000-b5c29ddb3238"],
    [1002, "0000001002-b5c29ddb3238"],
    [9_999_999_999, "9999999999-b5c29ddb3238"],
    [10_000_000_000, "10000000000-b5c29ddb3238"],
    [17_512_345_678, "17512345678-b5c29ddb3238"],
    [MAX_BUILD, "999999999999999-b5c29ddb3238"],
  ])("of build %i is %s", (build, id) => {
    expect([releaseId(build, DIGEST), isReleaseId(id), buildOfId(id)]).toEqual([id, true, build]);
  });

  it.each([
    "",
    "1002",
    "1002-b5c29ddb3238",
    "0000001002",
    "0000001002-b5c29ddb323",
    "0000001002-b5c29ddb32388",
    "0000001002-B5C29DDB3238",
    "1000000000000000-b5c29ddb3238",
    "0000000000VYY7D299PTE45QHK",
    "0000001002-b5c29ddb3238\n",
  ])("is not %j", (text) => {
    expect(isReleaseId(text)).toBe(false);
  });

  it("is ordered by its build number", () => {
    const build = fc.integer({ min: 0, max: MAX_BUILD });
    fc.assert(
      fc.property(build, build, (a, b) => {
        expect(Math.sign(compareIds(releaseId(a, DIGEST), releaseId(b, DIGEST)))).toBe(Math.sign(a - b));
      }),
    );
  });

  it("is matched by its pattern in a longer string", () => {
    expect(new RegExp(`^release: (${RELEASE_ID_PATTERN})$`).exec("release: 0000001002-b5c29ddb3238")?.[1]).toBe("0000001002-b5c29ddb3238");
  });
});

describe("the order of ids", () => {
  it.each<readonly [string, string]>([
    ["9999999999-b5c29ddb3238", "10000000000-000000000000"],
    ["0000001002-b5c29ddb3238", "0000001003-000000000000"],
    ["0000001002-000000000000", "0000001002-b5c29ddb3238"],
  ])("%s is older than %s", (older, newer) => {
    expect([[newer, older].sort(compareIds), compareIds(older, older)]).toEqual([[older, newer], 0]);
  });
});
