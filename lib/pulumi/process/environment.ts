import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Engine, Env } from "../find.ts";
import { KUBERNETES_VERSION } from "../versions.ts";

/** The variable by which everything that a run started is found again. */
export const RUN_VARIABLE = "FAIRLEAD_ENGINE_RUN";

/** The variable by which a stack's process knows its own directory before it is asked for anything. */
export const WORK_VARIABLE = "FAIRLEAD_ENGINE_WORK";

/** The variable that names the process which a stack's one works for. */
export const PARENT_VARIABLE = "FAIRLEAD_ENGINE_PARENT";

export const stateUrl = (workDir: string): string => pathToFileURL(join(workDir, "state")).href;

/** What the engine keeps of an object while it runs, measured with 8,060 of them: 130 KB that are in use, and some to work with. */
const BYTES_AN_OBJECT = 170_000;
const LEAST_BYTES = 500_000_000;

/** Nobody listens there. */
const NO_NETWORK = "http://127.0.0.1:9";

export interface Surroundings {
  readonly engine: Engine;
  /** The environment of this process, of which only PATH comes along. */
  readonly outside: Env;
  /** What everything that the run starts is found by. */
  readonly run: string;
  /** How many objects it renders. */
  readonly objects: number;
}

/**
 * Makes a stack's own directory and the environment of its process: no kubeconfig, no home, no credentials, no cluster that the process
 * might be in, and a state that nobody reads again. Of the outside, only PATH comes along.
 */
export function makeEnvironment(workDir: string, { engine, outside, run, objects }: Surroundings): Readonly<Record<string, string>> {
  for (const directory of ["bin", "home", "state", "tmp"]) mkdirSync(join(workDir, directory), { recursive: true });
  const home = join(workDir, "home");
  // The engine writes all that it does to a compressed log that no setting turns off: half its time. Where its directory is a file, it goes without.
  writeFileSync(join(home, "logs"), "");
  symlinkSync(engine.pulumi, join(workDir, "bin", "pulumi"));
  linkProvider(engine, join(home, "plugins"));
  return {
    PATH: outside["PATH"] ?? "/usr/bin:/bin",
    HOME: home,
    TMPDIR: join(workDir, "tmp"),
    LANG: "C.UTF-8",
    TZ: "UTC",
    ...(outside["NODE_COMPILE_CACHE"] === undefined ? {} : { NODE_COMPILE_CACHE: outside["NODE_COMPILE_CACHE"] }),
    // The engine lives for seconds: collecting its garbage less often saves a tenth of them, as long as there is little of it.
    GOGC: "400",
    GOMEMLIMIT: `${Math.max(LEAST_BYTES, objects * BYTES_AN_OBJECT)}B`,
    // A render asks no network: what a program fetches over a proxy that is not there does not become a part of what is rendered.
    HTTP_PROXY: NO_NETWORK,
    HTTPS_PROXY: NO_NETWORK,
    NO_PROXY: "127.0.0.1,localhost",
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: stateUrl(workDir),
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_SKIP_CHECKPOINTS: "true",
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    [RUN_VARIABLE]: run,
    [WORK_VARIABLE]: workDir,
    [PARENT_VARIABLE]: String(process.pid),
  };
}

/**
 * Puts the provider where the engine looks for those that it has got itself, of the version that the SDK asks for. On PATH it would be used
 * with a warning, and not at all below a directory whose name has a colon.
 */
function linkProvider({ kubernetes, plugins }: Engine, directory: string): void {
  if (kubernetes === undefined) {
    symlinkSync(join(plugins, "plugins"), directory);
    return;
  }
  const own = join(directory, `resource-kubernetes-v${KUBERNETES_VERSION}`);
  mkdirSync(own, { recursive: true });
  symlinkSync(kubernetes, join(own, "pulumi-resource-kubernetes"));
}
