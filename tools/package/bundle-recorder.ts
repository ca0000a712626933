import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "rolldown";

const ROOT = join(import.meta.dirname, "..", "..");

/** Replaces `lib/base/fairlead.ts` in the recorder. Without Fairlead in the repository, npx runs a package of a stranger, but not with --no. */
const STARTS = `export const FAIRLEAD = "node fairlead-release.js";
export const FAIRLEAD_IN_OPS = "in the ops repository, npx --no fairlead";`;

/** Bundles the recorder and its packages into one file, which Node runs without an install. Returns the files of Fairlead in it. */
export async function bundleRecorder(file: string): Promise<readonly string[]> {
  const { version }: { readonly version: string } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const { output } = await build({
    input: join(ROOT, "lib", "cli", "recorder.ts"),
    platform: "node",
    plugins: [
      {
        name: "constants",
        load: (id) => {
          if (id.endsWith("/lib/app/version.ts")) return `export const VERSION = ${JSON.stringify(version)};`;
          return id.endsWith("/lib/base/fairlead.ts") ? STARTS : null;
        },
      },
    ],
    output: { file, format: "esm", codeSplitting: false, minify: true, banner: "#!/usr/bin/env node" },
    checks: { unresolvedImport: true },
    logLevel: "warn",
  });
  const own = join(ROOT, "lib");
  return output[0].moduleIds.filter((id) => id.startsWith(own));
}
