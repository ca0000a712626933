import { describe, expect, it } from "vitest";
import { callPolicy } from "./call-policy.ts";

describe("callPolicy", () => {
  it.each([
    ["nothing", [], { findings: [] }],
    ["a string", ["is wrong"], { findings: ["is wrong"] }],
    ["a finding with its path", [{ path: "spec.x", message: "is 1" }], { findings: [{ path: "spec.x", message: "is 1" }] }],
    ["undefined", undefined, { mistake: "must return a list of findings, and returned undefined" }],
    ["a boolean", true, { mistake: "must return a list of findings, and returned a boolean" }],
    ["an empty string", [""], { mistake: "must return strings or { path, message }, and returned a list with an empty string" }],
    [
      "a finding without its message",
      [{ path: "x" }],
      { mistake: "must return strings or { path, message }, and returned a list with an object" },
    ],
    ["a hole", [undefined], { mistake: "must return strings or { path, message }, and returned a list with undefined" }],
  ])("takes %s", (_what, answer, expected) => {
    expect(callPolicy(() => answer)).toEqual(expected);
  });

  it("refuses a promise, and hears of its failure", () => {
    expect(callPolicy(() => Promise.reject(new Error("later")))).toEqual({
      mistake: "must return a list of findings, and returned a promise: a policy is synchronous",
    });
  });

  it.each([
    ["an error", new Error("no field x\nat y"), "threw: no field x"],
    ["a string", "stop", "threw: stop"],
    ["undefined", undefined, "threw: undefined"],
  ])("names a thrown value: %s", (_what, thrown, mistake) => {
    expect(
      callPolicy(() => {
        throw thrown;
      }),
    ).toEqual({ mistake });
  });
});
