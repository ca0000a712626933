import { FAIRLEAD } from "../../../../base/fairlead.ts";
import { CHECKOUT, INSTALL, INSTALL_ENGINE, SIGN_IN, steps } from "./steps.ts";

/** Returns `drift.yml`: every night, differences that no commit explains. */
export const driftWorkflow = (): string => `name: drift

# Looks every night for three things: changed clouds, stale generated files, and stacks whose last day is over. Changes nothing.
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
      - name: Generated files
        run: ${FAIRLEAD} check
      - name: Expired stacks
        if: \${{ !cancelled() }}
        run: ${FAIRLEAD} check --json | jq --exit-status '(.expired // []) == []'
      - name: Clouds
        if: \${{ !cancelled() && vars.WORKLOAD_IDENTITY_PROVIDER != '' }}
        env:
          PULUMI_CONFIG_PASSPHRASE: \${{ secrets.PULUMI_CONFIG_PASSPHRASE }}
        run: ${FAIRLEAD} cloud drift
`;
