import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type RivalMaker, scriptRival } from "./rival.ts";

/** Makes a cdk8s app with one chart for each service. Its package in bench/cdk8s is installed on first use. */
export const cdk8s: RivalMaker = async (bench, name, rendered) => {
  const directory = join(bench.checkout, "bench", "cdk8s");
  const reason = install(directory, bench.say);
  if (reason !== undefined) return { unavailable: reason };
  return scriptRival(bench, name, rendered, {
    file: join(directory, "synth.js"),
    note: `cdk8s ${versionIn(join(directory, "node_modules", "cdk8s")) ?? ""}, one file for each object`,
    compared: true,
  });
};

/** Installs cdk8s if it is missing. @returns the reason if it cannot be installed */
function install(directory: string, say: (line: string) => void): string | undefined {
  const locked: Lockfile = JSON.parse(readFileSync(join(directory, "package-lock.json"), "utf8"));
  const wanted = ["node_modules/cdk8s", "node_modules/constructs"];
  if (wanted.every((path) => versionIn(join(directory, path)) === locked.packages[path]?.version)) return undefined;
  say("installing cdk8s");
  const { status, stderr, error } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: directory,
    encoding: "utf8",
  });
  if (status === 0) return undefined;
  const [cause] = (error?.message ?? stderr).split("\n").filter((line) => /npm (?:error|ERR!)/.test(line) || error !== undefined);
  return `npm cannot install it: ${cause ?? `exit code ${status}`}`;
}

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

function versionIn(path: string): string | undefined {
  const file = join(path, "package.json");
  if (!existsSync(file)) return undefined;
  const { version }: { readonly version?: string } = JSON.parse(readFileSync(file, "utf8"));
  return version;
}
