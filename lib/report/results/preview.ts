import type { PreviewResult } from "../../app/preview/preview-result.ts";
import type { CloudPreview } from "../../app/cloud/cloud-preview.ts";
import { type Problem, formatProblem } from "../../base/problem.ts";
import { count } from "../../base/text.ts";
import { isLoss } from "../../diff/cloud/cloud-change.ts";
import { type ChangeView, changesSummary, isSame, viewOf } from "./changes.ts";
import { changeNotes, isRefused, laterCloudText, lossSummary } from "./cloud-preview.ts";
import { className } from "./cloud-text.ts";
import { changeText, monthText } from "./cost-text.ts";
import { type LaterView, laterSummary, laterViews } from "./later.ts";

/** A preview as reports list it. A report on a pull request takes its parts from two places. */
export interface PreviewView {
  /** @default the preview leaves manifests out */
  readonly manifests?: ChangeView;
  readonly later: readonly LaterView[];
  /** @default the preview leaves clouds out */
  readonly cloud?: CloudPreview;
  /** Findings that stop nothing. */
  readonly findings: readonly Problem[];
}

/** Prepares a preview for a report. */
export const previewView = ({ manifests, later = [], cloud, warnings = [] }: PreviewResult): PreviewView => ({
  ...(manifests === undefined ? {} : { manifests: viewOf(manifests) }),
  later: laterViews(later),
  ...(cloud === undefined ? {} : { cloud }),
  findings: warnings,
});

/** The title and the words of a cloud resource that would go. */
export interface LossText {
  /** `cloud: replace`. */
  readonly title: string;
  /** `redis.Instance prod-cart-carts on prod`. */
  readonly subject: string;
  /** `tls; protected; used by cart`. */
  readonly text: string;
}

/** Describes the cloud resources that would be deleted or replaced, in the order of the preview. */
export const lossTexts = (cloud: CloudPreview | undefined): readonly LossText[] =>
  (cloud?.stacks ?? []).flatMap((preview) =>
    preview.changes.filter(isLoss).map((change) => ({
      title: `cloud: ${change.action}`,
      subject: `${className(change.type)} ${change.name} on ${preview.stack}`,
      text: [changeNotes(change), isRefused(change) ? "protected" : "not protected", laterCloudText(preview)]
        .filter((part) => part !== "")
        .join("; "),
    })),
  );

/** Sums up the cost of all stacks. Empty if fewer than two costs change, because each stack shows its own. */
export function costTotal(cloud: CloudPreview | undefined): string {
  const costs = (cloud?.stacks ?? []).flatMap(({ cost }) => (cost === undefined ? [] : [cost]));
  if (costs.filter(({ isChanged }) => isChanged).length < 2) return "";
  const sum = (field: "change" | "month") => ({
    least: costs.reduce((total, cost) => total + cost[field].least, 0),
    most: costs.reduce((total, cost) => total + cost[field].most, 0),
  });
  const named = (field: "unpriced" | "unknown") => [...new Set(costs.flatMap((cost) => cost[field]))].sort();
  const change = changeText({ change: sum("change"), unpriced: named("unpriced") });
  return `cost in ${count(costs.length, "stack")}: ${change}, ${monthText({ month: sum("month"), unknown: named("unknown") })}`;
}

/** Describes a finding, with the policy that made it. */
export const findingText = (problem: Problem): string => formatProblem(problem);

/** Sums up a preview in one line: `2 risks, 8 objects changed, 3 objects later, 1 resource would be deleted or replaced`. */
export function previewSummary({ manifests, later, cloud, findings }: PreviewView): string {
  const losses = cloud === undefined ? "" : lossSummary(cloud);
  return [
    ...(manifests === undefined ? [] : [isSame(manifests) ? "no manifest changes" : changesSummary(manifests)]),
    ...laterSummary(later),
    ...(losses === "" ? [] : [losses]),
    ...(findings.length === 0 ? [] : [count(findings.length, "finding")]),
  ].join(", ");
}
