import type { CheckResult, DiffResult, Failure } from "../../app/results.ts";
import type { RiskGroup } from "../../diff/risks/group-risks.ts";
import type { PreviewView } from "./preview.ts";

/** A part of a report that another job made. `missing`: the job made no such file. `failed`: the command ended with an error. */
export type Part<T> =
  | { readonly state: "read"; readonly value: T }
  | { readonly state: "missing" }
  | { readonly state: "unreadable"; readonly problem: string }
  | { readonly state: "failed"; readonly failure: Pick<Failure, "message" | "hint" | "problems"> };

/** The part of a preview that only the specs tell. The manifests come from git. */
export interface PreviewedPart extends Required<Pick<PreviewView, "later" | "cloud" | "findings">> {
  /** The risks that the job of the pull request names, and git does not show. They never replace a risk of git. */
  readonly claims: readonly RiskGroup[];
}

/**
 * The conclusion on a pull request, in GitHub's words. `action_required`: it deletes or has risks, and no owner of the code approved it.
 */
export type Conclusion = "success" | "failure" | "action_required";

/** The approval of deletions and risks. */
export type Approval =
  | { readonly state: "not needed" }
  | { readonly state: "unknown"; readonly problem: string }
  | { readonly state: "given"; readonly by: readonly string[] }
  | {
      readonly state: "needed";
      readonly files: readonly string[];
      readonly owners: readonly string[];
      readonly problems: readonly string[];
    };

/** The report on a pull request. */
export interface PullRequestReport {
  readonly conclusion: Conclusion;
  /** One line that says why. */
  readonly title: string;
  /** All reasons, if it is no success. */
  readonly reasons: readonly string[];
  /** The commit that the report is about. */
  readonly head: string;
  /** The address of the run that has the whole report. */
  readonly link: string | undefined;
  readonly diff: DiffResult;
  readonly check: Part<CheckResult>;
  readonly preview: Part<PreviewedPart>;
  readonly approval: Approval;
}

/** A thing on GitHub that a report writes. */
export type PostedThing = "check" | "label" | "comment";

/** A write to GitHub, and how it ended. */
export interface Posted {
  readonly thing: PostedThing;
  readonly outcome: "created" | "updated" | "removed" | "unchanged" | "skipped" | "failed";
  /** The reason of a failure, or why nothing was written. */
  readonly reason?: string;
}

/** The result of `report`. */
export interface ReportResult {
  /** Undefined if there was nothing to report on. */
  readonly report: PullRequestReport | undefined;
  /** The number of the pull request. @default the report was only printed */
  readonly pullRequest: number | undefined;
  readonly posted: readonly Posted[];
}

/** True if a write failed. */
export const hasFailed = ({ posted }: ReportResult): boolean => posted.some(({ outcome }) => outcome === "failed");

/** True if GitHub has the conclusion as a check. */
export const hasCheck = ({ posted }: ReportResult): boolean =>
  posted.some(({ thing, outcome }) => thing === "check" && outcome !== "failed" && outcome !== "skipped");
