import { FAIRLEAD } from "../../../../base/fairlead.ts";
import type { InitAnswers } from "../../answers.ts";
import { notifyJob } from "./notify.ts";
import { ACTIONS, CHECKOUT, INSTALL, INSTALL_ENGINE, keepResults, SIGN_IN, steps } from "./steps.ts";

/** Returns `deploy.yml`: clouds of the stacks that changed, in parallel, then one commit with all manifests. */
export const deployWorkflow = ({ branch }: Pick<InitAnswers, "branch">): string => `name: deploy

# Brings clouds and manifests to what the newest commit and the recorded releases say. Every run looks at everything, so an event that is lost
# or comes twice does no harm.
on:
  push:
    branches: [${JSON.stringify(branch)}]
    paths-ignore: ["pulumi-gen/**"]
  repository_dispatch:
    types: [fairlead-release]
  schedule:
    - cron: "*/10 * * * *"
  workflow_dispatch:

permissions: {}

# A run is never cancelled: it may write.
concurrency:
  group: deploy
  cancel-in-progress: false

jobs:
  plan:
    name: Plan
    if: vars.FAIRLEAD_DEPLOY != 'off'
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    environment: plan
    permissions:
      contents: read # to check out
      id-token: write # to read the recorded state of clouds
    outputs:
      matrix: \${{ steps.matrix.outputs.matrix }}
      empty: \${{ steps.matrix.outputs.empty }}
    steps:
${steps(CHECKOUT, INSTALL, SIGN_IN)}
      - id: matrix
        name: List the stacks whose clouds change
        env:
          CLOUDS: \${{ vars.WORKLOAD_IDENTITY_PROVIDER != '' && 'on' || 'off' }}
          FAIRLEAD_RESULT: plan.json
        run: ${FAIRLEAD} ci matrix --clouds "$CLOUDS" >>"$GITHUB_OUTPUT"
${keepResults("plan", "plan.json")}

  cloud:
    name: Cloud of \${{ matrix.stack }}
    needs: plan
    if: needs.plan.outputs.empty == 'false'
    runs-on: ubuntu-24.04
    timeout-minutes: 150
    environment: \${{ matrix.tier }}
    permissions:
      contents: read # to check out
      id-token: write # to change the cloud
    strategy:
      # A stack that fails does not stop the others.
      fail-fast: false
      matrix: \${{ fromJSON(needs.plan.outputs.matrix) }}
    steps:
${steps(CHECKOUT, INSTALL, SIGN_IN, INSTALL_ENGINE)}
      - name: Bring up the cloud
        env:
          STACK: \${{ matrix.stack }}
          PULUMI_CONFIG_PASSPHRASE: \${{ secrets.PULUMI_CONFIG_PASSPHRASE }}
          FAIRLEAD_RESULT: cloud.json
        run: ${FAIRLEAD} up --only cloud --stack "$STACK"
${keepResults("cloud-${{ matrix.stack }}", "cloud.json")}

  publish:
    name: Publish
    needs: [plan, cloud]
    if: \${{ !cancelled() && needs.plan.result == 'success' }}
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    environment: publish
    permissions:
      contents: write # to push the commit
      id-token: write # to read the recorded releases
    env:
      GIT_AUTHOR_NAME: Fairlead
      GIT_AUTHOR_EMAIL: fairlead@users.noreply.github.com
      GIT_COMMITTER_NAME: Fairlead
      GIT_COMMITTER_EMAIL: fairlead@users.noreply.github.com
    steps:
${steps(CHECKOUT, INSTALL, SIGN_IN, INSTALL_ENGINE)}
      - uses: ${ACTIONS.download}
        with:
          pattern: cloud-*
          path: \${{ runner.temp }}/clouds
      # A stack whose cloud failed is not published. The others are, and the run fails at its end.
      - id: collect
        name: Collect the results of the clouds
        continue-on-error: true
        env:
          MATRIX: \${{ needs.plan.outputs.matrix }}
          FAIRLEAD_RESULT: collect.json
        run: ${FAIRLEAD} ci collect --from "$RUNNER_TEMP/clouds" --matrix "$MATRIX" >>"$GITHUB_OUTPUT"
      - name: Publish
        if: steps.collect.outputs.publish == 'true'
        env:
          GH_TOKEN: \${{ github.token }}
          STACKS: \${{ steps.collect.outputs.stacks }}
          BRANCH: ${JSON.stringify(branch)}
          FAIRLEAD_RESULT: publish.json
        run: |
          gh auth setup-git
          read -ra flags <<<"$STACKS"
          ${FAIRLEAD} publish --branch "$BRANCH" "\${flags[@]}"
${keepResults("publish", "collect.json", "publish.json")}
      - if: steps.collect.outcome == 'failure'
        run: exit 1
${notifyJob({
  run: "deploy",
  needs: ["plan", "cloud", "publish"],
  condition: "needs.plan.result != 'skipped'",
  from: ["plan/plan.json", "publish/collect.json", "publish/publish.json"],
  remembers: true,
})}`;
