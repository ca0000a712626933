import { FAIRLEAD } from "../../../../base/fairlead.ts";
import { notifyJob } from "./notify.ts";
import { CHECKOUT, INSTALL, INSTALL_ENGINE, keepResults, SIGN_IN, steps } from "./steps.ts";

/** Returns `drift.yml`: every night, differences that no commit explains. */
export const driftWorkflow = (): string => `name: drift

# Looks every night for changed clouds, stale generated files, certificates that end, and stacks whose last day is over.
# It also looks for what this environment lacks. Changes nothing.
on:
  schedule:
    - cron: "17 3 * * *"
  workflow_dispatch:

permissions: {}

concurrency:
  group: drift
  cancel-in-progress: false

jobs:
  drift:
    name: Drift
    runs-on: ubuntu-24.04
    timeout-minutes: 60
    environment: drift
    permissions:
      contents: read # to check out
      id-token: write # to read the clouds
    steps:
${steps(CHECKOUT, INSTALL, SIGN_IN, INSTALL_ENGINE)}
      - name: Environment and certificates
        env:
          FAIRLEAD_RESULT: doctor.json
        run: ${FAIRLEAD} doctor --certificates
      - name: Generated files
        if: \${{ !cancelled() }}
        env:
          FAIRLEAD_RESULT: check.json
        run: ${FAIRLEAD} check
      - name: Expired stacks
        if: \${{ !cancelled() }}
        run: |
          jq -r '.expired[]? | "\\(.stack): its last day was \\(.expires)"' check.json
          jq --exit-status '(.expired // []) == []' check.json
      - name: Clouds
        if: \${{ !cancelled() && vars.WORKLOAD_IDENTITY_PROVIDER != '' }}
        env:
          PULUMI_CONFIG_PASSPHRASE: \${{ secrets.PULUMI_CONFIG_PASSPHRASE }}
          FAIRLEAD_RESULT: clouds.json
        run: ${FAIRLEAD} cloud drift
${keepResults("drift", "doctor.json", "check.json", "clouds.json")}
${notifyJob({
  run: "drift",
  needs: ["drift"],
  condition: "needs.drift.result != 'skipped'",
  from: ["drift/doctor.json", "drift/check.json"],
  remembers: true,
  more: {
    variable: "CLOUDS",
    value: "${{ vars.WORKLOAD_IDENTITY_PROVIDER != '' && 'on' || 'off' }}",
    line: `[ "$CLOUDS" = off ] || more=(--from "$RUNNER_TEMP/results/drift/clouds.json")`,
  },
})}`;
