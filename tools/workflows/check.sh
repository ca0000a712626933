#!/usr/bin/env bash
# Checks the workflows of this repository, and those that `init` writes, with pinned versions of actionlint and zizmor. Needs Go and Python.
set -euo pipefail
cd "$(dirname "$0")/../.."

actionlint=v1.7.12
zizmor=1.32.0

tools=${XDG_CACHE_HOME:-$HOME/.cache}/fairlead/workflows-$actionlint-$zizmor
if [ ! -x "$tools/actionlint" ]; then
  mkdir -p "$tools"
  GOBIN=$tools go install "github.com/rhysd/actionlint/cmd/actionlint@$actionlint"
fi
if [ ! -x "$tools/python/bin/zizmor" ]; then
  python3 -m venv "$tools/python"
  "$tools/python/bin/pip" install --quiet "zizmor==$zizmor"
fi

"$tools/actionlint"
(cd examples/minimal && "$tools/actionlint" -config-file ../../.github/actionlint.yaml .github/workflows/*.yml)
"$tools/python/bin/zizmor" --offline --persona auditor --no-progress .github examples/minimal/.github
