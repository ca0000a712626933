import { expect, test } from "vitest";
import type { Finding } from "./finding.ts";
import { summarize } from "./run.ts";

const finding = (tool: Finding["tool"]): Finding => ({
  tool,
  path: "a.yaml",
  object: "Pod/a",
  check: "x",
  message: "y",
});
const verdict = { exempted: 5, kubeconformOnly: {} };

test.each<readonly [number, number, readonly Finding[], string]>([
  [312, 4, [], "judge: 312 objects in 4 stacks: kube-score 0 findings, kubeconform 0 findings"],
  [
    1,
    1,
    [finding("kube-score"), finding("kubeconform"), finding("kubeconform")],
    "judge: 1 object in 1 stack: kube-score 1 finding, kubeconform 2 findings",
  ],
])("%i objects in %i stacks", (objects, stacks, findings, line) => {
  expect(summarize({ ...verdict, objects, stacks, findings })).toBe(line);
});
