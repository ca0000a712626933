import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { quoted } from "../../base/text.ts";
import { makeDirectories } from "../../system/make-directories.ts";
import { moduleUrl } from "../../system/own-modules.ts";
import { PACK_RUNTIME, type PolicyPack } from "./policy-pack.ts";
import { PACK_FILE, PACK_VARIABLE } from "./variables.ts";

/** The policy packs of a run as the engine gets them. */
export interface WrittenPacks {
  /** The directory with the analyzer that starts each pack. */
  readonly analyzer: string;
  /** The directories that the engine takes for the packs. */
  readonly packs: readonly string[];
}

/** The variables that the process of a pack does not get. */
const SECRETS = ["GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_CREDENTIALS", "GOOGLE_OAUTH_ACCESS_TOKEN", "PULUMI_CONFIG_PASSPHRASE"];

/**
 * Writes a directory for each policy pack. The engine starts the program of its runtime there, and this program starts the pack. So the
 * engine needs no host for Node, and a pack in TypeScript runs as it is.
 */
export function writePacks(parent: string, packs: readonly PolicyPack[]): WrittenPacks {
  const analyzer = join(parent, "analyzer");
  makeDirectories(analyzer);
  const module = fileURLToPath(moduleUrl("main.ts", import.meta.url));
  const script = [
    "#!/bin/sh",
    `unset ${SECRETS.join(" ")}`,
    // The engine starts it in the directory of the pack.
    `${PACK_VARIABLE}=$(cat ${PACK_FILE})`,
    `export ${PACK_VARIABLE}`,
    `exec ${quoted(process.execPath)} ${quoted(module)} "$@"`,
    "",
  ];
  writeFileSync(join(analyzer, `pulumi-analyzer-policy-${PACK_RUNTIME}`), script.join("\n"), { mode: 0o755 });
  const directories = packs.map(({ directory, version }, index) => {
    const own = join(parent, `pack-${index}`);
    makeDirectories(own);
    writeFileSync(join(own, "PulumiPolicy.yaml"), `runtime: ${PACK_RUNTIME}\nversion: ${JSON.stringify(version)}\n`);
    writeFileSync(join(own, PACK_FILE), directory);
    return own;
  });
  return { analyzer, packs: directories };
}
