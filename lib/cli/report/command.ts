import { wholeNumber } from "../../base/parse-number.ts";
import type { ReportRequest } from "../../github/report-pull-request.ts";
import { command } from "../command.ts";
import { optional, parsedFlag, reportFlags, type ReportFlags, switchFlag, textFlag } from "../flags.ts";

type Things = { readonly comment: boolean; readonly check: boolean; readonly label: boolean };
type ReportCommandFlags = ReportFlags & Omit<ReportRequest, "post"> & Things;

export const reportCommand = command<ReportCommandFlags, []>({
  brief: "Report on a pull request, and say so on GitHub",
  description:
    "Compares the manifests of a pull request with those of its base in git. Reads check.json and preview.json, which check --json and preview --json printed in another job. Trusts neither file. Prints the report. With --check, it writes a check with notes on specs. With --label, it marks pull requests that delete something. With --comment, it writes one comment, which later runs update. Deletions and risks need an approving review by an owner of the code. Needs GITHUB_TOKEN. FAIRLEAD_REPORT=off writes nothing. Exits 1 if the report says no and no check was written, and 3 if a write failed.",
  examples: [
    "fairlead report --from preview --base HEAD^1 --format markdown",
    "fairlead report --from preview --check --label --comment",
    "fairlead report --from preview --check --pull-request 42 --repository acme/shop-ops",
  ],
  parameters: {
    flags: {
      ...reportFlags,
      from: textFlag("Directory with check.json and preview.json", "directory"),
      base: optional(textFlag("The commit to compare with [the branch that the pull request would change, or HEAD^1]", "revision")),
      head: optional(textFlag("The commit of the pull request [its newest one, or HEAD]", "revision")),
      check: switchFlag("Write a check with the conclusion"),
      label: switchFlag("Add or remove the label of pull requests that delete something"),
      comment: switchFlag("Write the comment"),
      pullRequest: optional(parsedFlag(wholeNumber, "The pull request [that of the workflow's event]", "number")),
      author: optional(textFlag("The account that the token comments as [github-actions[bot]]", "login")),
      repository: optional(textFlag("The repository on GitHub [GITHUB_REPOSITORY]", "name")),
    },
  },
  run: async (context, { check, label, comment, ...flags }) => {
    const { reportPullRequest } = await import("../../github/report-pull-request.ts");
    return { kind: "reported", result: await reportPullRequest(context, { ...flags, post: { check, label, comment } }) };
  },
});
