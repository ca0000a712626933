import { devNull } from "node:os";
import { join, resolve } from "node:path";
import { UserError } from "../base/user-error.ts";
import { cacheDirectory, pulumiHome } from "./env.ts";
import type { Env } from "../system/environment.ts";
import { allOnPath, programName, programProblem, realPath } from "../system/programs.ts";
import { findProvider, type Provider } from "./provider.ts";
import { reasonIn } from "../system/exit-reason.ts";
import { run } from "../system/run-program.ts";
import { KUBERNETES_VERSION, PULUMI_VERSION, versionProblem, versionText } from "./versions.ts";

export { cacheDirectory } from "./env.ts";

/** Where an engine was found. */
export type Source = "PULUMI_BIN" | "PATH" | "cache";

/** A Pulumi engine, and the provider that renders. */
export interface Engine extends Provider {
  /** The program, as an absolute path. */
  readonly pulumi: string;
  /** `3.259.0` */
  readonly version: string;
  readonly source: Source;
}

/** A program that is there, or should be, and cannot be used. */
export interface Refusal {
  readonly pulumi: string;
  readonly source: Source;
  /** `is 3.100.0, older than 3.259.0` */
  readonly problem: string;
}

/** What is there, and why each that comes before it cannot be used. */
export interface Found {
  readonly engine: Engine | undefined;
  readonly refused: readonly Refusal[];
}

/** A program that may be an engine. */
export interface Candidate {
  readonly pulumi: string;
  readonly source: Source;
}

/** Where things are for one search. */
export interface Places extends SearchOptions {
  readonly env: Env;
  /** The home directory. */
  readonly home: string;
  /** `bin` and `home` of what Fairlead has got. */
  readonly cache: string;
}

export interface SearchOptions {
  /** Milliseconds after which a program that does not tell its version counts as hanging. @default 20000 */
  readonly timeoutMs?: number | undefined;
  /** Ends the search, and the program that is asked. @default never */
  readonly signal?: AbortSignal | undefined;
}

const TIMEOUT_MS = 20_000;

/** The command that gets an engine. */
export const INSTALL_HINT = "npx fairlead engine install";

/**
 * Looks for an engine: PULUMI_BIN, then PATH, then the cache; the first that can be used.
 * @throws UserError INTERRUPTED when it is not wanted any more
 */
export async function findEngine(env: Env, home: string, options: SearchOptions = {}): Promise<Found> {
  const places: Places = { env, home, cache: cacheDirectory(env, home), ...options };
  const refused: Refusal[] = [];
  for (const candidate of candidates(places)) {
    const engine = await inspectEngine(candidate, places);
    if (options.signal?.aborted === true)
      throw new UserError("INTERRUPTED", "interrupted while an engine was looked for; nothing was done");
    if (!("problem" in engine)) return { engine, refused };
    refused.push(engine);
  }
  return { engine: undefined, refused };
}

/** The engine. @throws UserError ENGINE where there is none, with the command that gets one; INTERRUPTED */
export async function requireEngine(env: Env, home: string, options: SearchOptions = {}): Promise<Engine> {
  const { engine, refused } = await findEngine(env, home, options);
  if (engine !== undefined) return engine;
  const why = refused.length === 0 ? "" : `: ${refused.map(refusalText).join("; ")}`;
  throw new UserError("ENGINE", `no Pulumi engine ${PULUMI_VERSION} or later${why}`, {
    hint: `${INSTALL_HINT} gets one; --engine embedded renders stacks without components`,
  });
}

/** `/usr/bin/pulumi (PATH) is 3.100.0, older than 3.259.0` */
export const refusalText = ({ pulumi, source, problem }: Refusal): string => `${pulumi} (${source}) ${problem}`;

/** Whether this program is an engine that can be used, and what it would be used with. */
export async function inspectEngine(candidate: Candidate, { env, home, cache, ...options }: Places): Promise<Engine | Refusal> {
  const { pulumi, source } = candidate;
  const version = programProblem(pulumi) ?? (await askVersion(pulumi, env, options));
  if (typeof version === "string") return { ...candidate, problem: version };
  const plugins = source === "cache" ? join(cache, "home") : pulumiHome(env, home);
  const provider = findProvider({ pulumi, plugins, cache, env });
  if (provider !== undefined) return { ...candidate, version: version.version, ...provider };
  const problem = `has no Kubernetes provider: no pulumi-resource-kubernetes on PATH or beside it, no ${KUBERNETES_VERSION} in ${join(plugins, "plugins")}`;
  return { ...candidate, problem };
}

/** What PULUMI_BIN names is looked at even where it is not there: who sets it wants to know. */
function candidates({ env, cache }: Places): readonly Candidate[] {
  const named = env["PULUMI_BIN"] || undefined;
  const cached = join(cache, "bin", programName("pulumi"));
  const all: readonly Candidate[] = [
    ...(named === undefined ? [] : [{ pulumi: resolve(named), source: "PULUMI_BIN" as const }]),
    ...allOnPath("pulumi", env).map((pulumi) => ({ pulumi, source: "PATH" as const })),
    ...(realPath(cached) === undefined ? [] : [{ pulumi: cached, source: "cache" as const }]),
  ];
  const files = all.map(({ pulumi }) => realPath(pulumi) ?? pulumi);
  return all.filter((_, index) => files.indexOf(files[index] ?? "") === index);
}

/** @returns what is wrong, as a text */
async function askVersion(
  pulumi: string,
  env: Env,
  { timeoutMs = TIMEOUT_MS, signal: interrupt }: SearchOptions,
): Promise<{ readonly version: string } | string> {
  const { code, signal, stopped, stdout, stderr } = await run(pulumi, ["version"], {
    // Each call of Pulumi leaves a log in its home; a home that can have none keeps the user's clean.
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_HOME: devNull },
    timeoutMs,
    ...(interrupt === undefined ? {} : { signal: interrupt }),
  });
  if (code === 0) return versionProblem(stdout) ?? { version: versionText(stdout) };
  if (stopped !== undefined) return `does not tell its version within ${timeoutMs / 1000} s`;
  if (code === undefined) return `cannot be started: ${stderr}`;
  const reason = reasonIn(stderr);
  return `${code === null ? `was ended by ${signal}` : `ends with exit code ${code}`} when asked for its version${reason === "" ? "" : `: ${reason}`}`;
}
