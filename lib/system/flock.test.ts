import { closeSync, openSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { temporaryDirectory } from "../../test/temporary-directory.ts";
import { type FlockMode, tryFlock } from "./flock.ts";

describe("a second descriptor", () => {
  it.each<readonly [first: FlockMode, second: FlockMode, locked: boolean]>([
    ["exclusive", "exclusive", false],
    ["exclusive", "shared", false],
    ["shared", "exclusive", false],
    ["shared", "shared", true],
  ])("%s, then %s: %s", (first, second, locked) => {
    const directory = temporaryDirectory("flock");
    const [one, other] = [openSync(directory, "r"), openSync(directory, "r")];
    expect(tryFlock(one, directory, first)).toBe(true);
    expect(tryFlock(other, directory, second)).toBe(locked);
    closeSync(one);
    expect(tryFlock(other, directory, second)).toBe(true);
    closeSync(other);
  });
});

it("names the file and a fix if the system refuses to lock it", () => {
  expect(() => tryFlock(2 ** 20, "/shop/.fairlead/render.lock", "exclusive")).toThrowError(
    expect.objectContaining({
      code: "WRITE",
      message: "/shop/.fairlead/render.lock cannot be locked: EBADF",
      path: "/shop/.fairlead/render.lock",
      hint: "move its directory to a local disk of Linux or macOS",
    }),
  );
});
