import { expect, it } from "vitest";
import { engineLimits } from "./engine-limits.ts";

it.each([
  ["a render", engineLimits({ parallel: 2 }), 600_000],
  ["a cloud, whose databases take half an hour", engineLimits({ parallel: 2 }, "cloud"), 7_200_000],
  ["a cloud with a limit of the user", engineLimits({ parallel: 2, stackTimeout: 60 }, "cloud"), 60_000],
])("the time limit of %s", (_what, limits, timeLimitMs) => {
  expect(limits).toEqual({ parallel: 2, timeLimitMs });
});
