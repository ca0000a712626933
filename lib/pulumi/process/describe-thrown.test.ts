import { expect, it } from "vitest";
import { describeThrown } from "./describe-thrown.ts";

const named = Object.assign(new Error("no luck"), { name: "LuckError" });
const reworded = new TypeError("x");
reworded.message = "what it came to mean";

it.each<readonly [title: string, thrown: unknown, text: string]>([
  ["an error", new TypeError("no luck"), "TypeError: no luck"],
  ["an error with its own name", named, "LuckError: no luck"],
  ["an error that was reworded", reworded, "TypeError: what it came to mean"],
  ["an error without a message", new RangeError(), "RangeError"],
  [
    "an error with causes",
    new TypeError("fetch failed", { cause: new Error("connect", { cause: { code: 5 } }) }),
    "TypeError: fetch failed, caused by Error: connect, caused by { code: 5 }",
  ],
  [
    "many errors",
    new AggregateError([new Error("first"), new Error("second")], "All promises were rejected"),
    "AggregateError: All promises were rejected, caused by Error: first",
  ],
  ["a string", "plain\ntext", '"plain\\ntext"'],
  ["an object", { code: 5, at: ["a", { b: 1 }] }, "{ code: 5, at: [ 'a', { b: 1 } ] }"],
  ["nothing", undefined, "undefined"],
  ["null", null, "null"],
  ["a long string", "x".repeat(1000), `"${"x".repeat(300)}..."`],
])("%s", (_title, thrown, text) => {
  expect(describeThrown(thrown).split("\n    at ")[0]).toBe(text);
});

it("keeps the place where an error was made", () => {
  expect(describeThrown(new Error("no\nluck"))).toMatch(/^Error: no\nluck\n {4}at \S.*describe-thrown\.test\.ts:\d+:\d+\)?\n/);
});

it("an error that is its own cause is cut after three causes", () => {
  const error = new Error("round");
  error.cause = error;
  expect(describeThrown(error).split("\n")[0]).toBe(`Error: round${", caused by Error: round".repeat(3)}`);
});
