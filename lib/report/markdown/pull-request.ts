import { lines } from "../../base/text.ts";
import type { Approval, Conclusion, Part, PullRequestReport, ReportResult } from "../results/reported.ts";
import { isSame, viewOf } from "../results/changes.ts";
import { checkMarkdown } from "./check.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import { fitSections } from "./fit.ts";
import { previewSections } from "./preview.ts";
import { riskCounts, riskItems } from "./risks.ts";
import { problemItems, withHint } from "./problems.ts";

const MARKS: Readonly<Record<Conclusion, string>> = {
  success: ":white_check_mark:",
  failure: ":x:",
  action_required: ":raised_hand:",
};

const CLAIMS = " Later waves, clouds, cost, findings and claimed risks come from a job that runs the code of the pull request.";

/** Reports on a pull request, or says why there is no report. */
export const reportedMarkdown = ({ report, posted }: ReportResult): string =>
  report === undefined ? lines(`No report: ${escapeMarkdown(posted[0]?.reason ?? "")}.`) : pullRequestMarkdown(report);

/** Reports on a pull request: the conclusion, risks and deletions first, then clouds and changes. It fits into a comment. */
export function pullRequestMarkdown(report: PullRequestReport): string {
  const { conclusion, title, reasons, head, link, check, preview } = report;
  const manifests = viewOf(report.diff);
  const start = [
    `### ${MARKS[conclusion]} Fairlead: ${escapeMarkdown(title)}`,
    "",
    ...reasons.map((reason) => `- ${escapeMarkdown(reason)}`),
    ...approvalItems(report.approval),
    ...(isSame(manifests) ? ["- This pull request changes no manifest."] : []),
  ];
  const { claims, ...specs } = preview.state === "read" ? preview.value : { claims: [], later: [], findings: [] };
  const notRead = preview.state === "read" ? undefined : { title: "Preview", items: partItems(preview, () => "") };
  const [risks, removed, ...others] = previewSections({ manifests, ...specs }, notRead);
  const generated = { title: "Generated files", items: partItems(check, checkMarkdown) };
  const claimed = { title: "Risks that only the preview claims", items: riskItems(claims), brief: riskCounts(claims) };
  const sections = [risks, removed, generated, claimed, ...others].filter((section) => section !== undefined);
  const all = [link === undefined ? "The run of CI has the whole report." : `[The run](${linkTarget(link)}) has the whole report.`];
  return lines(
    fitSections(start, sections, all),
    "",
    `For the commit ${code(head.slice(0, 12))}.${preview.state === "read" ? CLAIMS : ""}`,
  );
}

/** Keeps the characters of an address that cannot end a link. */
const linkTarget = (link: string): string => (/^https?:\/\/[\w.:/-]+$/.test(link) ? link : "#");

function approvalItems(approval: Approval): readonly string[] {
  if (approval.state === "given") return [`- Approved by ${approval.by.map(code).join(", ")}.`];
  if (approval.state !== "needed") return [];
  const owners = approval.owners.length === 0 ? "a person who may write" : approval.owners.map(code).join(" or ");
  return [
    `- An approving review of this commit counts if it is by ${owners}.`,
    ...approval.problems.map((problem) => `- ${escapeMarkdown(problem)}`),
  ];
}

function partItems<T>(part: Part<T>, format: (value: T) => string): readonly string[] {
  if (part.state === "read") return format(part.value).trimEnd().split("\n");
  if (part.state === "missing") return ["- **unknown**: the job that runs the specs did not say"];
  if (part.state === "unreadable") return [`- **unknown**: ${escapeMarkdown(part.problem)}`];
  const { message, hint, problems } = part.failure;
  return [withHint(`- **error**: ${escapeMarkdown(message)}`, hint), ...problemItems(problems).map((item) => `  ${item}`)];
}
