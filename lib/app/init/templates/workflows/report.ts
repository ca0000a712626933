import { FAIRLEAD } from "../../../../base/fairlead.ts";
import { ACTIONS, CHECKOUT, INSTALL, steps } from "./steps.ts";

/** Returns `report.yml`: it writes to the pull request, and runs only the code of the default branch. */
export const reportWorkflow = (): string => `name: report

# Writes the report of a preview to its pull request. Runs only the code of the default branch, and takes the artifact as data:
# fairlead report compares the commits in git itself, checks the size and form of the files, and escapes them.
on:
  workflow_run: # zizmor: ignore[dangerous-triggers]
    workflows: [preview]
    types: [completed]

permissions: {}

concurrency:
  group: report-\${{ github.event.workflow_run.head_sha }}
  cancel-in-progress: false

jobs:
  report:
    name: Report
    if: startsWith(github.event.workflow_run.event, 'pull_request') && github.event.workflow_run.conclusion != 'cancelled'
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
      contents: read # to check out
      actions: read # to download the artifact
      checks: write # to write the check
      pull-requests: write # to write the comment and the label
    steps:
${steps(CHECKOUT, INSTALL)}
      # Only the objects of git: no file of the pull request gets onto the disk.
      - name: Fetch the commit of the pull request
        env:
          GH_TOKEN: \${{ github.token }}
          HEAD: \${{ github.event.workflow_run.head_sha }}
        run: gh auth setup-git && git fetch --no-tags origin "$HEAD"
      # Without an artifact, the check fails and says so.
      - continue-on-error: true
        uses: ${ACTIONS.download}
        with:
          name: preview
          path: \${{ runner.temp }}/preview
          run-id: \${{ github.event.workflow_run.id }}
          github-token: \${{ github.token }}
      - name: Report
        env:
          GITHUB_TOKEN: \${{ github.token }}
          FAIRLEAD_REPORT: \${{ vars.FAIRLEAD_REPORT }}
        run: ${FAIRLEAD} report --from "$RUNNER_TEMP/preview" --check --label --comment
`;
