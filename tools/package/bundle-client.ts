import { build } from "rolldown";

/** Bundles the client of GitHub's API into the module that uses it. Its packages have 20 MB of types, which no user needs. */
export async function bundleClient(file: string): Promise<void> {
  await build({
    input: file,
    platform: "node",
    external: (id, from) => id.startsWith("./") && from === file,
    output: { file, format: "esm", codeSplitting: false },
    checks: { unresolvedImport: true },
    logLevel: "warn",
  });
}
