import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import type { Conclusion, Posted, PullRequestReport, ReportResult } from "../results/reported.ts";
import { safe } from "./safe.ts";

const WORDS: Readonly<Record<Conclusion, string>> = { success: "passed", failure: "failed", action_required: "needs approval" };

/** Reports the conclusion on a pull request, its reasons, and what was written to GitHub. */
export function reportedText(result: ReportResult, colors: Colors): string {
  const { report, pullRequest, posted } = safe(result);
  return lines(
    report === undefined ? [] : reportLines(report, colors),
    posted.map((each) => `${postedText(each)}${pullRequest === undefined ? "" : ` on pull request ${pullRequest}`}`),
  );
}

function reportLines({ conclusion, title, reasons, approval }: PullRequestReport, { green, red }: Colors): readonly string[] {
  const paint = conclusion === "success" ? green : red;
  const problems = approval.state === "needed" ? approval.problems : [];
  return [`${paint(WORDS[conclusion])} ${title}`, ...[...reasons, ...problems].map((line) => `  ${line}`)];
}

const postedText = ({ thing, outcome, reason }: Posted): string => `${thing} ${outcome}${reason === undefined ? "" : `: ${reason}`}`;
