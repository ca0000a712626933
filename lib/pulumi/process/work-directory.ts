import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { quoted } from "../../base/text.ts";
import type { Engine } from "../engine/engine.ts";
import { writePacks, type WrittenPacks } from "../policies/write-packs.ts";
import { KUBERNETES_VERSION } from "../versions.ts";
import { otherDayZone } from "./other-day.ts";
import type { OwnProvider, Program } from "./program.ts";
import { makeDirectories } from "../../system/make-directories.ts";

/** The directories of one run, all below one root that is deleted at the end. */
export interface WorkDirectory {
  readonly root: string;
  /** Home directory of the program, and `PULUMI_HOME`. */
  readonly home: string;
  readonly temporary: string;
  /** File of the time zone in which it is another day. */
  readonly zone: string;
  /** Results of the program. */
  readonly out: string;
  /** JSON file with the input of the program. */
  readonly input: string;
  /** The directories of Fairlead's own providers by package. */
  readonly providers: Readonly<Record<string, string>>;
  /** The policy packs. @default none */
  readonly policies: WrittenPacks | undefined;
}

/** Makes a run's directories, and puts the engine, its plugins and the program's input there. */
export function makeWorkDirectory(
  root: string,
  engine: Engine,
  { input, providers = [], policyPacks = [] }: Pick<Program, "input" | "providers" | "policyPacks">,
): WorkDirectory {
  for (const directory of ["bin", "home", "state", "tmp", "out"]) makeDirectories(join(root, directory));
  const home = join(root, "home");
  // The engine writes a compressed log that no setting turns off: half its time. If `logs` is a file, it writes none.
  writeFileSync(join(home, "logs"), "");
  symlinkSync(engine.pulumi, join(root, "bin", "pulumi"));
  linkPlugins(engine, join(home, "plugins"));
  const zone = join(root, "zone");
  writeFileSync(zone, otherDayZone(new Date()));
  const file = join(root, "input.json");
  writeFileSync(file, JSON.stringify(input));
  const own = Object.fromEntries(providers.map((provider) => [provider.name, writeProvider(join(root, "providers"), provider)]));
  const policies = policyPacks.length === 0 ? undefined : writePacks(join(root, "policies"), policyPacks);
  return { root, home, temporary: join(root, "tmp"), zone, out: join(root, "out"), input: file, providers: own, policies };
}

/** Writes the executable that the engine expects of a provider, and returns its directory. */
function writeProvider(parent: string, { name, module, env }: OwnProvider): string {
  const directory = join(parent, name);
  makeDirectories(directory);
  const variables = Object.entries(env).map(([key, value]) => `export ${key}=${quoted(value)}`);
  const command = `exec ${quoted(process.execPath)} ${quoted(fileURLToPath(module))} "$@"`;
  writeFileSync(join(directory, `pulumi-resource-${name}`), ["#!/bin/sh", ...variables, command, ""].join("\n"), { mode: 0o755 });
  return directory;
}

/**
 * Links the Kubernetes provider as a downloaded plugin, with the version that the SDK asks for.
 * The engine also searches PATH. But it warns then, and it cannot use a directory whose name has a colon.
 */
function linkPlugins({ kubernetes, plugins }: Engine, directory: string): void {
  if (kubernetes === undefined) {
    symlinkSync(join(plugins, "plugins"), directory);
    return;
  }
  const own = join(directory, `resource-kubernetes-v${KUBERNETES_VERSION}`);
  makeDirectories(own);
  symlinkSync(kubernetes, join(own, "pulumi-resource-kubernetes"));
}
