import { devNull } from "node:os";
import { join } from "node:path";
import type { Env } from "../../system/environment.ts";
import { exitReason } from "../../system/exit-reason.ts";
import { programProblem } from "../../system/program-problem.ts";
import { runProgram } from "../../system/run-program.ts";
import { KUBERNETES_VERSION } from "../versions.ts";
import { withoutCredentials } from "../process/environment-policy.ts";
import { pulumiHome } from "./directories.ts";
import type { Candidate, Engine, RefusedEngine } from "./engine.ts";
import { findProvider } from "./find-provider.ts";
import { formatVersion, versionProblem } from "./version-problem.ts";

export interface InspectOptions {
  /** Milliseconds that a program has to print its version. @default 20000 */
  readonly timeoutMs?: number | undefined;
  /** Ends the inspection and the inspected program. @default never */
  readonly signal?: AbortSignal | undefined;
}

/** The environment and the directories of an inspection. */
export interface InspectPlaces extends InspectOptions {
  readonly env: Env;
  /** The home directory. */
  readonly home: string;
  /** Fairlead's cache: programs in `bin`, Pulumi's plugins in `home`. */
  readonly cache: string;
}

const TIMEOUT_MS = 20_000;

/** Checks a candidate's version, and finds its provider. */
export async function inspectEngine(candidate: Candidate, places: InspectPlaces): Promise<Engine | RefusedEngine> {
  const { pulumi, source } = candidate;
  const { env, home, cache } = places;
  const problem = programProblem(pulumi);
  if (problem !== undefined) return { ...candidate, problem };
  const version = await readVersion(pulumi, places);
  if ("problem" in version) return { ...candidate, ...version };
  const plugins = source === "cache" ? join(cache, "home") : pulumiHome(env, home);
  const provider = findProvider({ pulumi, plugins, cache, env });
  if (provider !== undefined) return { ...candidate, ...version, ...provider };
  return {
    ...candidate,
    problem: `has no Kubernetes provider: no pulumi-resource-kubernetes on PATH or beside it, no ${KUBERNETES_VERSION} in ${join(plugins, "plugins")}`,
  };
}

/** Runs `pulumi version`. */
async function readVersion(
  pulumi: string,
  { env, timeoutMs = TIMEOUT_MS, signal: interrupt }: InspectPlaces,
): Promise<{ readonly version: string } | { readonly problem: string }> {
  const { code, signal, stopped, stdout, stderr } = await runProgram(pulumi, ["version"], {
    // Each run of Pulumi writes a log into its home. Below /dev/null it cannot, so the user's home stays as it is.
    env: { ...withoutCredentials(env), PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_HOME: devNull },
    timeoutMs,
    ...(interrupt === undefined ? {} : { signal: interrupt }),
  });
  if (code === 0) {
    const problem = versionProblem(stdout);
    return problem === undefined ? { version: formatVersion(stdout) } : { problem };
  }
  if (stopped !== undefined) return { problem: `does not print its version within ${timeoutMs / 1000} s` };
  if (code === undefined) return { problem: `cannot be started: ${stderr}` };
  const reason = exitReason(stderr);
  const end = code === null ? `was ended by ${signal}` : `ends with exit code ${code}`;
  return { problem: `${end} when it runs \`pulumi version\`${reason === "" ? "" : `: ${reason}`}` };
}
