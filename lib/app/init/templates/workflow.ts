import { FAIRLEAD } from "../../../base/fairlead.ts";
import type { InitAnswers } from "../answers.ts";

/** Returns `.github/workflows/fairlead.yml`: a pull request must hold the manifests of its specs. Actions are pinned by commit. */
export const workflowTemplate = ({ branch }: InitAnswers): string => `name: fairlead

on:
  pull_request:
  push:
    branches: [${JSON.stringify(branch)}]

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          # Rollbacks are found in the whole history.
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version: 24
          cache: npm
      - run: npm ci
      # A pull request is checked out as a merge, whose first parent is the base. Without an engine, it proves the files of components.
      - run: ${FAIRLEAD} check \${{ github.event_name == 'pull_request' && '--base HEAD^1' || '' }}
      - run: npx tsc
`;
