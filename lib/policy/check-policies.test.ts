import { describe, expect, it } from "vitest";
import { formatProblem } from "../base/problem.ts";
import { checkPolicies } from "./check-policies.ts";
import { definePolicy, type PolicyInput } from "./policy.ts";
import { stackFile, type Fields } from "../../test/fleets.ts";

const INPUT = { why: "why", fix: "fix", level: "refuse", manifests: () => [] };
const GRANTED = { stack: stackFile("prod").stack, owner: "ada@example.com", reason: "old", expires: "2026-12-24" };

const fileOf = (name: string, input: Fields, file = `policies/${name}.ts`) => ({
  file,
  // Untyped code may write any input.
  policy: definePolicy(name, input as unknown as PolicyInput),
});

const problemsWith = (fields: Fields): readonly string[] => checkPolicies([fileOf("x", { ...INPUT, ...fields })]).map(formatProblem);

describe("checkPolicies", () => {
  it.each<readonly [string, Fields, readonly string[]]>([
    ["a policy", {}, []],
    ["an exemption", { exemptions: [GRANTED] }, []],
    ["no reason", { why: " " }, ['policies/x.ts: x.why: must not be empty, got " "']],
    ["an unknown level", { level: "deny" }, ['policies/x.ts: x.level: must be "warn" or "refuse", got "deny"']],
    ["a function that is none", { manifests: "yes" }, ['policies/x.ts: x.manifests: must be a function, got "yes"']],
    ["no function", { manifests: undefined }, ["policies/x.ts: x: checks nothing"]],
    ["a mistyped field", { manifest: () => [] }, ['policies/x.ts: x.manifest: unknown field; did you mean "manifests"?']],
    [
      "an exemption of everything",
      { exemptions: [{ ...GRANTED, stack: undefined }] },
      ["policies/x.ts: x.exemptions.0: names no stack and no service"],
    ],
    [
      "the name of a stack",
      { exemptions: [{ ...GRANTED, stack: "prod" }] },
      ['policies/x.ts: x.exemptions.0.stack: must be the default export of a file in stacks/, got "prod"'],
    ],
    [
      "no day",
      { exemptions: [{ ...GRANTED, expires: "2026-02-30" }] },
      ['policies/x.ts: x.exemptions.0.expires: must be a day such as 2026-12-24, got "2026-02-30"'],
    ],
  ])("reads %s", (_what, fields, expected) => {
    expect(problemsWith(fields)).toEqual(expected);
  });

  it("names both files of a name", () => {
    const found = checkPolicies([fileOf("x", INPUT), fileOf("x", INPUT, "policies/y.ts"), fileOf("X", INPUT, "policies/z.ts")]);
    expect(found.map(formatProblem)).toEqual([
      'policies/y.ts: the policy "x" is listed twice, also in policies/x.ts',
      'policies/z.ts: "X" is not a DNS label: lower-case letters, digits and "-", starting with a letter',
    ]);
  });
});
