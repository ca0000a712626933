import type { StackPreview } from "../app/cloud/cloud-preview.ts";
import type { CheckResult, DiffResult } from "../app/results.ts";
import { FAIRLEAD } from "../base/fairlead.ts";
import { count } from "../base/text.ts";
import { isLoss } from "../diff/cloud/cloud-change.ts";
import { groupRisks, type RiskGroup } from "../diff/risks/group-risks.ts";
import { GENERATED_ROOT } from "../render/layout.ts";
import type { Approval, Part, PreviewedPart, PullRequestReport } from "../report/results/reported.ts";

/** The parts that decide. Only the diff comes from git; the code of the pull request made the others. */
interface Parts {
  readonly diff: DiffResult;
  readonly check: Part<CheckResult>;
  readonly preview: Part<PreviewedPart>;
}

/** Lists the files of deletions and risks, from the root of the project. */
export function riskyFiles({ diff, preview }: Parts): readonly string[] {
  const removed = diff.diff.changes.filter(({ action }) => action === "removed").map(({ object }) => object.path);
  const generated = [...removed, ...diff.diff.risks.map(({ path }) => path)].map((path) => `${GENERATED_ROOT}/${path}`);
  const claimed = claimsOf(preview).flatMap(({ paths }) => paths.map((path) => `${GENERATED_ROOT}/${path}`));
  const clouds = lossesOf(preview).map(({ stack }) => `stacks/${stack}.ts`);
  return [...new Set([...generated, ...claimed, ...clouds])].sort();
}

/** True if objects of Kubernetes or resources of a cloud would go. */
export const isDeleting = ({ diff, preview }: Parts): boolean => removedCount(diff) + lossesOf(preview).length > 0;

const removedCount = ({ diff }: DiffResult): number => diff.changes.filter(({ action }) => action === "removed").length;

const cloudsOf = (preview: Part<PreviewedPart>): readonly StackPreview[] => (preview.state === "read" ? preview.value.cloud.stacks : []);

const claimsOf = (preview: Part<PreviewedPart>): readonly RiskGroup[] => (preview.state === "read" ? preview.value.claims : []);

const lossesOf = (preview: Part<PreviewedPart>) => cloudsOf(preview).flatMap(({ changes }) => changes.filter(isLoss));

/** Concludes from the parts and the approval. An unknown part is a failure. */
export function judge(parts: Parts, approval: Approval): Pick<PullRequestReport, "conclusion" | "title" | "reasons"> {
  const failures = [...partFailures("the check of generated files", parts.check), ...partFailures("the preview", parts.preview)];
  const clouds = cloudsOf(parts.preview);
  const findings = parts.check.state === "read" ? parts.check.value.findings.length : 0;
  const problems = clouds.flatMap((stack) => stack.problems).length;
  const violations = clouds.flatMap((stack) => stack.violations).filter(({ severity }) => severity === "error").length;
  if (findings > 0)
    failures.push(
      `${count(findings, "file")} in ${GENERATED_ROOT}/ ${findings === 1 ? "does" : "do"} not match the specs: ${FAIRLEAD} render`,
    );
  if (problems > 0) failures.push(`the preview of clouds has ${count(problems, "problem")}`);
  if (violations > 0) failures.push(`the preview of clouds has ${count(violations, "violation")} of mandatory policies`);
  const risks = dangers(parts);
  const reasons = [
    ...failures,
    ...risks.map((risk) => (approval.state === "needed" ? `${risk}: an owner of the code must approve it` : risk)),
  ];
  if (failures.length > 0) return { conclusion: "failure", title: failures[0] ?? "", reasons };
  if (approval.state === "needed") return { conclusion: "action_required", title: `${risks.join(", ")}: needs approval`, reasons };
  return { conclusion: "success", title: risks.length === 0 ? "nothing speaks against it" : risks.join(", "), reasons };
}

function dangers({ diff, preview }: Parts): readonly string[] {
  const [removed, losses, risks] = [removedCount(diff), lossesOf(preview).length, groupRisks(diff.diff.risks).length];
  const claims = claimsOf(preview).length;
  return [
    ...(removed === 0 ? [] : [`deletes ${count(removed, "object")}`]),
    ...(losses === 0 ? [] : [`deletes or replaces ${count(losses, "cloud resource")}`]),
    ...(risks === 0 ? [] : [`has ${count(risks, "risk")}`]),
    ...(claims === 0 ? [] : [`claims ${count(claims, "risk")} that git does not show`]),
  ];
}

function partFailures(what: string, part: Part<unknown>): string[] {
  if (part.state === "read") return [];
  if (part.state === "missing") return [`${what} did not run to its end`];
  return [`${what} failed: ${part.state === "failed" ? part.failure.message : part.problem}`];
}
