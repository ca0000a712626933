#!/usr/bin/env bash
# Runs the recorder beside this script with the inputs of the action, which are environment variables.
set -euo pipefail

recorder="$GITHUB_ACTION_PATH/fairlead-release.js"

# Prints an error that GitHub shows at the run. $1 is the exit code of `release record` for such a problem.
fail() {
  printf 'error: %s\n' "$2" >&2
  exit "$1"
}

[ -f "$recorder" ] || fail 3 "this commit of the action has no recorder; use the commit of a release tag of Fairlead"
major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null) || fail 3 "node is not on PATH; add actions/setup-node before this step"
[ "$major" -ge 20 ] || fail 3 "Node $major is too old, and the recorder needs 20; add actions/setup-node before this step"

# Each value is one word after `=`, so a value that starts with `-` is no flag.
args=(record "--image=$IMAGE" "--tag=$TAG" "--digest=$DIGEST" "--datastore=$DATASTORE" "--channel=$CHANNEL" "--run=$RUN")
[ -z "$REPOSITORY" ] || args+=("--repository=$REPOSITORY")
[ -z "$BUILD" ] || args+=("--build=$BUILD")

# Adds the switch $3 if the input $1 is true. $2 is its value.
add_switch() {
  case "$2" in
    true) args+=("$3") ;;
    false | "") ;;
    *) fail 2 "the input $1 is \"$2\" instead of true or false" ;;
  esac
}
add_switch upstream "$UPSTREAM" --upstream
add_switch verify-image "$VERIFY_IMAGE" --verify-image
[ "$UPSTREAM" = true ] || args+=("--commit=$COMMIT")

first=""
while IFS= read -r line; do
  # Without the white space at both ends.
  name=${line#"${line%%[![:space:]]*}"}
  name=${name%"${name##*[![:space:]]}"}
  [ -n "$name" ] || continue
  case "$name" in -*) fail 2 "\"$name\" is not the name of a service" ;; esac
  if [ -z "$first" ]; then
    first=$name
    args+=("$name")
  else
    args+=("--service=$name")
  fi
done <<<"$SERVICES"
[ -n "$first" ] || fail 2 "the input services names no service"

exec node "$recorder" "${args[@]}"
