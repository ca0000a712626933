import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BIN, CHECKOUT } from "../../project.ts";
import { temporaryDirectory } from "../../temporary-directory.ts";

const TSC = `'${process.execPath}' '${join(CHECKOUT, "node_modules/typescript/bin/tsc")}' --customConditions fairlead-source`;

/**
 * `npx` starts this checkout. It compiles TypeScript only if TSC is set, because that takes seconds. `gh` signs in to nothing. `npm ci` links
 * this checkout.
 */
const PROGRAMS: Readonly<Record<string, string>> = {
  npx: `case "$1" in
  fairlead) shift; exec '${process.execPath}' '${BIN}' "$@" ;;
  tsc) shift; [ -z "$TSC" ] || exec ${TSC} "$@" ;;
  *) echo "npx: no $1" >&2; exit 127 ;;
esac`,
  npm: `[ "$*" = ci ] || { echo "npm: no $*" >&2; exit 127; }
[ -f package.json ] || { echo "npm: no package.json" >&2; exit 1; }
mkdir -p node_modules && ln -sfn '${CHECKOUT}' node_modules/fairlead`,
  gh: `[ "$*" = "auth setup-git" ] || { echo "gh: no $*" >&2; exit 127; }`,
};

/** Makes a directory with the programs of a runner that need a network. */
export function programs(): string {
  const directory = temporaryDirectory("programs");
  for (const [name, body] of Object.entries(PROGRAMS)) writeFileSync(join(directory, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  symlinkSync(process.execPath, join(directory, "node"));
  return directory;
}
