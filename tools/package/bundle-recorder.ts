import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "rolldown";

const ROOT = join(import.meta.dirname, "..", "..");

/** Bundles the recorder and its packages into one file, which Node runs without an install. */
export async function bundleRecorder(file: string): Promise<void> {
  const { version }: { readonly version: string } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  await build({
    input: join(ROOT, "lib", "cli", "recorder.ts"),
    platform: "node",
    plugins: [
      {
        name: "constants",
        load: (id) => {
          if (id.endsWith("/lib/app/version.ts")) return `export const VERSION = ${JSON.stringify(version)};`;
          // Hints must not name a package that a stranger may own.
          return id.endsWith("/lib/base/fairlead.ts") ? `export const FAIRLEAD = "node fairlead-release.js";` : null;
        },
      },
    ],
    output: { file, format: "esm", codeSplitting: false, minify: true, banner: "#!/usr/bin/env node" },
    checks: { unresolvedImport: true },
    logLevel: "warn",
  });
}
