import { FAIRLEAD } from "../../../../base/fairlead.ts";
import type { InitAnswers } from "../../answers.ts";
import { CHECKOUT, INSTALL, steps } from "./steps.ts";

/** Returns `gen.yml`: a button that renders a branch, and commits what its author forgot. */
export const genWorkflow = ({ branch }: Pick<InitAnswers, "branch">): string => `name: gen

# Renders the specs of a branch, and commits the generated files.
on:
  workflow_dispatch:

permissions: {}

concurrency:
  group: gen-\${{ github.ref }}
  cancel-in-progress: false

jobs:
  gen:
    name: Render the branch
    # Only publish writes to ${branch}.
    if: github.ref != 'refs/heads/${branch.replaceAll("'", "''")}'
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
      contents: write # to push the commit
    steps:
${steps(CHECKOUT, INSTALL)}
      - name: Render
        run: ${FAIRLEAD} render
      - name: Commit
        env:
          GH_TOKEN: \${{ github.token }}
          ACTOR: \${{ github.actor }}
          BRANCH: \${{ github.ref_name }}
        run: |
          git add --all pulumi-gen
          if git diff --cached --quiet; then echo "pulumi-gen/ matches the specs of $BRANCH"; exit; fi
          gh auth setup-git
          git config user.name "$ACTOR" && git config user.email "$ACTOR@users.noreply.github.com"
          # The code of the branch may have left hooks.
          git -c core.hooksPath=/dev/null commit --quiet --message "Render the specs of $BRANCH"
          git -c core.hooksPath=/dev/null push origin "HEAD:refs/heads/$BRANCH"
`;
