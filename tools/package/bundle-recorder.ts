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
        name: "version",
        load: (id) => (id.endsWith("/lib/app/version.ts") ? `export const VERSION = ${JSON.stringify(version)};` : null),
      },
    ],
    output: { file, format: "esm", codeSplitting: false, minify: true, banner: "#!/usr/bin/env node" },
    checks: { unresolvedImport: true },
    logLevel: "warn",
  });
}
