import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Engine, Env } from "../find.ts";

/** The variable by which everything that a run started is found again. */
export const RUN_VARIABLE = "FAIRLEAD_ENGINE_RUN";

/** The variable by which a stack's process knows its own directory before it is asked for anything. */
export const WORK_VARIABLE = "FAIRLEAD_ENGINE_WORK";

export const stateUrl = (workDir: string): string => `file://${join(workDir, "state")}`;

/**
 * Makes a stack's own directory and the environment of its process: no kubeconfig, no home, no credentials, no cluster that the process
 * might be in, and a state that nobody reads again. Of the outside, only PATH comes along.
 */
export function makeEnvironment(workDir: string, engine: Engine, outside: Env, run: string): Readonly<Record<string, string>> {
  for (const directory of ["bin", "home", "state", "tmp"]) mkdirSync(join(workDir, directory), { recursive: true });
  const bin = join(workDir, "bin");
  symlinkSync(engine.pulumi, join(bin, "pulumi"));
  if (engine.kubernetes !== undefined) symlinkSync(engine.kubernetes, join(bin, "pulumi-resource-kubernetes"));
  return {
    PATH: `${bin}:${outside["PATH"] ?? "/usr/bin:/bin"}`,
    HOME: join(workDir, "home"),
    TMPDIR: join(workDir, "tmp"),
    LANG: "C.UTF-8",
    TZ: "UTC",
    ...(outside["NODE_COMPILE_CACHE"] === undefined ? {} : { NODE_COMPILE_CACHE: outside["NODE_COMPILE_CACHE"] }),
    // The engine lives for seconds: collecting its garbage less often saves a tenth of them.
    GOGC: "400",
    PULUMI_HOME: engine.kubernetes === undefined ? engine.plugins : join(workDir, "home"),
    PULUMI_BACKEND_URL: stateUrl(workDir),
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_SKIP_CHECKPOINTS: "true",
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    [RUN_VARIABLE]: run,
    [WORK_VARIABLE]: workDir,
  };
}
