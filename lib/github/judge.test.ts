import { expect, it } from "vitest";
import type { StackPreview } from "../app/cloud/cloud-preview.ts";
import type { PolicyViolation } from "../app/cloud/policy-violations.ts";
import { diffTrees } from "../diff/diff.ts";
import { judge } from "./judge.ts";

const violation = (severity: PolicyViolation["severity"]): PolicyViolation => ({
  shard: "prod.needs-1",
  severity,
  policy: "no-basic of cloud-rules 1.0.0",
  resource: "redis.Instance prod-cart-carts",
  message: "has no replica",
});

const stack: StackPreview = {
  stack: "prod",
  tier: "prod",
  project: "shop",
  unchanged: 3,
  changes: [],
  unknown: [],
  problems: [],
  renames: [],
  violations: [],
};

it.each<readonly [what: string, preview: Partial<StackPreview>, conclusion: string, title: string]>([
  ["nothing", {}, "success", "nothing speaks against it"],
  [
    "a problem",
    { problems: [{ shard: "prod.needs-1", message: "no state", hint: undefined }] },
    "failure",
    "the preview of clouds has 1 problem",
  ],
  [
    "a violation of a mandatory policy",
    { violations: [violation("error"), violation("warning")] },
    "failure",
    "the preview of clouds has 1 violation of mandatory policies",
  ],
  ["a violation of an advisory policy", { violations: [violation("warning")] }, "success", "nothing speaks against it"],
])("concludes from a cloud with %s", (_what, preview, conclusion, title) => {
  const diff = diffTrees(new Map(), new Map());
  const judged = judge(
    {
      diff: { from: "a", to: "b", diff, groups: [] },
      check: { state: "read", value: { stacks: 1, objects: 1, findings: [], fix: undefined } },
      preview: {
        state: "read",
        value: {
          claims: [],
          cloud: { engine: "3.259.0", policyPacks: [], leftovers: [], stacks: [{ ...stack, ...preview }] },
          later: [],
          findings: [],
        },
      },
    },
    { state: "not needed" },
  );
  expect([judged.conclusion, judged.title]).toEqual([conclusion, title]);
});
