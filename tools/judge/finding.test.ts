import { expect, test } from "vitest";
import { exemptions, isExempt } from "./exemptions.ts";
import { formatFinding, sortFindings, type Finding } from "./finding.ts";

const finding = (path: string, check: string, message: string): Finding => ({
  tool: "kube-score",
  path,
  object: "Service/web",
  check,
  message,
});

test("a finding is one line, also with a message of several lines", () => {
  expect(formatFinding(finding("prod/web.yaml", "service-type", "NodePort\n  is  bad\n"))).toBe(
    "prod/web.yaml: Service/web: kube-score/service-type: NodePort is bad",
  );
});

test("findings are sorted by file, check and message", () => {
  const sorted = [finding("a", "x", "1"), finding("a", "x", "2"), finding("a", "y", "1"), finding("b", "x", "1")];
  expect(sortFindings(sorted.toReversed())).toEqual(sorted);
});

test("an exemption covers one check of one tool", () => {
  const check = "container-cpu-requests-equal-limits";
  expect(exemptions.map((one) => one.check)).toEqual([
    "container-resource-requests-equal-limits",
    check,
    "container-memory-requests-equal-limits",
    "deployment-replicas",
    "container-security-context-user-group-id",
    "deployment-strategy",
  ]);
  expect(isExempt(finding("a", check, "1"), {})).toBe(true);
  expect(isExempt({ ...finding("a", check, "1"), tool: "kubeconform" }, {})).toBe(false);
  expect(isExempt(finding("a", "service-type", "1"), {})).toBe(false);
});

test.each<[title: string, check: string, spec: object, exempt: boolean]>([
  ["one pod that a rollout stops first", "deployment-replicas", { replicas: 1, strategy: { type: "Recreate" } }, true],
  ["no number, which other software sets", "deployment-replicas", { strategy: { type: "RollingUpdate" } }, true],
  ["one pod that is not meant to be alone", "deployment-replicas", { replicas: 1, strategy: { type: "RollingUpdate" } }, false],
  ["a rollout that stops the pod first", "deployment-strategy", { replicas: 1, strategy: { type: "Recreate" } }, true],
  ["no strategy", "deployment-strategy", { replicas: 3 }, false],
])("an exemption covers some objects: %s", (_title, check, spec, exempt) => {
  expect(isExempt(finding("a", check, "1"), { spec })).toBe(exempt);
});
