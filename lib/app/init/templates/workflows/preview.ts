import { FAIRLEAD } from "../../../../base/fairlead.ts";
import { ACTIONS, CHECKOUT, INSTALL, steps } from "./steps.ts";

/** Returns `preview.yml`: it runs the code of a pull request, so it has no secret and may only read. */
export const previewWorkflow = (): string => `name: preview

# Runs the code of pull requests, also of forks. So it has no secret, and a token that may only read.
on:
  pull_request:
  # An approval can change the conclusion.
  pull_request_review:
    types: [submitted, dismissed]

permissions: {}

concurrency:
  group: preview-\${{ github.event.pull_request.number }}
  cancel-in-progress: true

jobs:
  preview:
    name: Preview
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
      contents: read # to check out
    steps:
${steps(CHECKOUT, INSTALL)}
      - run: npx tsc
      # A pull request is checked out as a merge, whose first parent is the base.
      - name: Preview
        run: |
          mkdir preview
          ${FAIRLEAD} check --base HEAD^1 --json >preview/check.json || echo "check: exit code $?"
          ${FAIRLEAD} preview --base HEAD^1 --html preview/preview.html --json >preview/preview.json || echo "preview: exit code $?"
          ${FAIRLEAD} report --from preview --base HEAD^1 --format markdown >>"$GITHUB_STEP_SUMMARY"
      - if: \${{ !cancelled() }}
        uses: ${ACTIONS.upload}
        with:
          name: preview
          path: preview/
          if-no-files-found: ignore
          retention-days: 5
`;
