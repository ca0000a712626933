import { join } from "node:path";
import { UserError } from "../../base/user-error.ts";
import type { Env } from "../../system/environment.ts";
import { errorReason } from "../../system/error-reason.ts";
import { programName } from "../../system/find-program.ts";
import { cacheDirectory } from "../engine/directories.ts";
import { describeRefused, type Engine, type RefusedEngine } from "../engine/engine.ts";
import { findEngine, INSTALL_COMMAND } from "../engine/find-engine.ts";
import { hasSdk, INSTALL_SDK, NO_SDK } from "../engine/sdk.ts";
import { inspectEngine } from "../engine/inspect-engine.ts";
import { PULUMI_VERSION } from "../versions.ts";
import { buildEngine } from "./build.ts";
import { downloadEngine } from "./download.ts";
import type { InstallContext, InstallMethod } from "./method.ts";
import { makeStaging, publishStaging, removeStaging } from "./staging-directory.ts";

/** The download is faster. The build works if only Go and a module proxy are available. */
const METHODS: readonly InstallMethod[] = [
  { name: "the official download", install: downloadEngine },
  { name: "a build with Go", install: buildEngine },
];

export interface InstallResult {
  readonly engine: Engine;
  /** Name of the method that worked; undefined if an engine was there already. */
  readonly method: string | undefined;
  /** Candidates before the engine that cannot be used. */
  readonly refused: readonly RefusedEngine[];
}

export interface InstallOptions {
  /** Methods, tried in this order. @default the official download, then a build with Go */
  readonly methods?: readonly InstallMethod[];
  /** Aborts the installation, which then leaves nothing. @default never */
  readonly signal?: AbortSignal;
}

/**
 * Installs an engine into the cache, unless one can be used already. It is made beside its place, inspected, and renamed at the end.
 * So a killed installation never counts as an engine, and of two at once the first to finish wins.
 * @throws UserError ENGINE with the reason of each method
 */
export async function installEngine(
  env: Env,
  home: string,
  log: (line: string) => void,
  { methods = METHODS, signal = new AbortController().signal }: InstallOptions = {},
): Promise<InstallResult> {
  if (!hasSdk()) throw new UserError("ENGINE", NO_SDK, { hint: INSTALL_SDK });
  const before = await findEngine(env, home, { signal });
  if (before.engine !== undefined) return { engine: before.engine, method: undefined, refused: before.refused };
  for (const refused of before.refused) log(`cannot be used: ${describeRefused(refused)}`);
  const reasons: string[] = [];
  for (const method of methods) {
    const problem = await tryMethod(method, home, { env, log, signal });
    if (problem === undefined) {
      const { engine, refused } = await findEngine(env, home);
      if (engine !== undefined) return { engine, method: method.name, refused };
    }
    reasons.push(`${method.name}: ${problem ?? "another process removed it"}`);
    log(`${method.name} failed: ${problem ?? "another process removed it"}`);
  }
  throw new UserError("ENGINE", `no Pulumi engine ${PULUMI_VERSION} could be installed: ${reasons.join("; ")}`, {
    hint: `${INSTALL_COMMAND} needs https://get.pulumi.com, or Go and a module proxy; without them set PULUMI_BIN, see docs/engine.md`,
  });
}

/** Installs with one method. Returns the reason if it fails. */
async function tryMethod({ name, install }: InstallMethod, home: string, context: InstallContext): Promise<string | undefined> {
  const cache = cacheDirectory(context.env, home);
  const staging = openStaging(cache);
  try {
    context.log(`${name} of Pulumi ${PULUMI_VERSION}, into ${cache}`);
    await install(staging, context);
    if (context.signal.aborted) throw interrupted();
    const problem = await findProblem(staging, context.env, home);
    if (problem !== undefined) return `the installed engine ${problem}`;
    // Another process may have been faster, and may be using its engine.
    if ((await findProblem(cache, context.env, home)) !== undefined) publishStaging(staging, cache);
    return undefined;
  } catch (error) {
    if (context.signal.aborted) throw interrupted();
    return errorReason(error);
  } finally {
    removeStaging(staging);
  }
}

function openStaging(cache: string): string {
  try {
    return makeStaging(cache);
  } catch (error) {
    throw new UserError("ENGINE", `cannot write the engine into ${cache}: ${errorReason(error)}`, {
      path: cache,
      hint: "free some space there, or set XDG_CACHE_HOME to a directory on another disk",
      cause: error,
    });
  }
}

/** Explains why the engine in a directory cannot be used; undefined if it can. */
async function findProblem(directory: string, env: Env, home: string): Promise<string | undefined> {
  const pulumi = join(directory, "bin", programName("pulumi"));
  const engine = await inspectEngine({ pulumi, source: "cache" }, { env, home, cache: directory });
  return "problem" in engine ? engine.problem : undefined;
}

const interrupted = (): UserError =>
  new UserError("ENGINE", "the installation was interrupted; nothing of it is left", { hint: `${INSTALL_COMMAND} starts again` });
