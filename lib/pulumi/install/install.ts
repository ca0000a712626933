import { join } from "node:path";
import { UserError } from "../../base/user-error.ts";
import { cacheDirectory } from "../env.ts";
import type { Env } from "../../system/environment.ts";
import { type Engine, findEngine, inspectEngine, INSTALL_HINT, type Refusal, refusalText } from "../find.ts";
import { programName } from "../../system/programs.ts";
import { errorReason } from "../../system/exit-reason.ts";
import { PULUMI_VERSION } from "../versions.ts";
import { buildEngine } from "./build.ts";
import { downloadEngine } from "./download.ts";
import { clearMaking, finishMaking, startMaking } from "./making.ts";
import type { Job, Way } from "./way.ts";

/** The official download first; the build where only Go and a module proxy can be had. */
const WAYS: readonly Way[] = [
  { name: "the official download", get: downloadEngine },
  { name: "a build with Go", get: buildEngine },
];

export interface InstallResult {
  readonly engine: Engine;
  /** How it was got; undefined where there was one already. */
  readonly way: string | undefined;
  /** What comes before it and cannot be used. */
  readonly refused: readonly Refusal[];
}

export interface InstallOptions {
  /** Tried in this order. @default the official download, then a build with Go */
  readonly ways?: readonly Way[];
  /** Ends the install; nothing of it stays. @default never */
  readonly signal?: AbortSignal;
}

/**
 * Gets an engine into the cache, unless one can be used already. It is made beside its place, tried there, and renamed at the end: a run
 * that is killed is never taken for a finished one, and of two at once the first to end wins.
 * @throws UserError ENGINE with the reason of each way
 */
export async function installEngine(
  env: Env,
  home: string,
  say: (line: string) => void,
  { ways = WAYS, signal = new AbortController().signal }: InstallOptions = {},
): Promise<InstallResult> {
  const before = await findEngine(env, home, { signal });
  if (before.engine !== undefined) return { engine: before.engine, way: undefined, refused: before.refused };
  for (const refusal of before.refused) say(`cannot be used: ${refusalText(refusal)}`);
  const reasons: string[] = [];
  for (const way of ways) {
    const problem = await tryWay(way, home, { env, say, signal });
    if (problem === undefined) {
      const { engine, refused } = await findEngine(env, home);
      if (engine !== undefined) return { engine, way: way.name, refused };
    }
    reasons.push(`${way.name}: ${problem ?? "it is gone again"}`);
    say(`${way.name} did not work: ${problem ?? "it is gone again"}`);
  }
  throw new UserError("ENGINE", `no Pulumi engine ${PULUMI_VERSION} could be got: ${reasons.join("; ")}`, {
    hint: `${INSTALL_HINT} needs https://get.pulumi.com, or Go and a module proxy; without them name an engine in PULUMI_BIN, see docs/engine.md`,
  });
}

/** @returns why it did not work */
async function tryWay({ name, get }: Way, home: string, job: Job): Promise<string | undefined> {
  const cache = cacheDirectory(job.env, home);
  const making = begin(cache);
  try {
    job.say(`${name} of Pulumi ${PULUMI_VERSION}, into ${cache}`);
    await get(making, job);
    if (job.signal.aborted) throw interrupted();
    const made = await inspect(making, job.env, home);
    if (made !== undefined) return `what it got ${made}`;
    // Another run may have been faster, and its engine may be at work.
    if ((await inspect(cache, job.env, home)) !== undefined) finishMaking(making, cache);
    return undefined;
  } catch (error) {
    if (job.signal.aborted) throw interrupted();
    return errorReason(error);
  } finally {
    clearMaking(making);
  }
}

function begin(cache: string): string {
  try {
    return startMaking(cache);
  } catch (error) {
    throw new UserError("ENGINE", `cannot write the engine into ${cache}: ${errorReason(error)}`, {
      path: cache,
      hint: "make room there, or set XDG_CACHE_HOME to a directory of another disk",
      cause: error,
    });
  }
}

/** @returns why the engine of a directory cannot be used */
async function inspect(directory: string, env: Env, home: string): Promise<string | undefined> {
  const pulumi = join(directory, "bin", programName("pulumi"));
  const engine = await inspectEngine({ pulumi, source: "cache" }, { env, home, cache: directory });
  return "problem" in engine ? engine.problem : undefined;
}

const interrupted = (): UserError =>
  new UserError("ENGINE", "the install was interrupted; nothing of it is left", { hint: `${INSTALL_HINT} starts anew` });
