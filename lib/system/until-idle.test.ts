import { expect, it } from "vitest";
import { UnsettledError, untilIdle } from "./until-idle.ts";

it("returns the value of a promise that settles", async () => {
  expect(await untilIdle(Promise.resolve("done"), 50)).toBe("done");
});

it("gives up on a promise that does not settle, while a timer keeps the process busy", async () => {
  const busy = setInterval(() => undefined, 1000);
  await expect(untilIdle(new Promise(() => undefined), 50)).rejects.toThrow(UnsettledError);
  clearInterval(busy);
});
