import { FAIRLEAD } from "../../../../base/fairlead.ts";
import type { InitAnswers } from "../../answers.ts";
import { notifyJob } from "./notify.ts";
import { CHECKOUT, INSTALL, keepResults, steps } from "./steps.ts";

/** Returns `rollback.yml`: a button that takes a service back. */
export const rollbackWorkflow = ({ branch }: Pick<InitAnswers, "branch">): string => `name: rollback

# Takes a service back to what ran before, and holds it there. It needs only git.
on:
  workflow_dispatch:
    inputs:
      service:
        description: The service
        required: true
        type: string
      stacks:
        description: The stacks, with spaces between them; empty for every stack that runs the service
        type: string
      to:
        description: The tag or the id of a release; empty for what ran before
        type: string

permissions: {}

# A rollback never waits for another run. publish handles two pushes at once.
concurrency:
  group: rollback-\${{ github.run_id }}
  cancel-in-progress: false

jobs:
  rollback:
    name: Roll back
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    environment: rollback
    permissions:
      contents: write # to push the commit
    steps:
${steps(CHECKOUT, INSTALL)}
      - name: Roll back
        env:
          GH_TOKEN: \${{ github.token }}
          ACTOR: \${{ github.actor }}
          SERVICE: \${{ inputs.service }}
          STACKS: \${{ inputs.stacks }}
          TO: \${{ inputs.to }}
          BRANCH: ${JSON.stringify(branch)}
          FAIRLEAD_RESULT: rollback.json
        run: |
          gh auth setup-git
          git config user.name "$ACTOR" && git config user.email "$ACTOR@users.noreply.github.com"
          flags=()
          [ -z "$TO" ] || flags+=("--to=$TO")
          read -ra stacks <<<"$STACKS"
          for stack in "\${stacks[@]}"; do flags+=("--stack=$stack"); done
          ${FAIRLEAD} rollback --publish --branch "$BRANCH" "\${flags[@]}" "$SERVICE"
${keepResults("rollback", "rollback.json")}
${notifyJob({
  run: "rollback",
  needs: ["rollback"],
  condition: "needs.rollback.result == 'failure'",
  from: ["rollback/rollback.json"],
  remembers: false,
})}`;
