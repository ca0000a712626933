import { FAIRLEAD } from "../../base/fairlead.ts";
import { UserError } from "../../base/user-error.ts";
import type { Env } from "../../system/environment.ts";
import { PULUMI_VERSION } from "../versions.ts";
import { cacheDirectory } from "./directories.ts";
import { describeRefused, type Engine, type RefusedEngine } from "./engine.ts";
import { inspectEngine, type InspectOptions } from "./inspect-engine.ts";
import { listCandidates } from "./list-candidates.ts";
import { hasSdk, INSTALL_SDK, NO_SDK } from "./sdk.ts";

/** The result of a search. */
export interface FoundEngine {
  /** The first engine that can be used. */
  readonly engine: Engine | undefined;
  /** The candidates before it. */
  readonly refused: readonly RefusedEngine[];
}

/** The command that installs an engine. */
export const INSTALL_COMMAND = `${FAIRLEAD} engine install`;

/** Returns the next command for a machine without an engine: the engine needs the packages of its SDK first. */
export const installHint = (): string => (hasSdk() ? INSTALL_COMMAND : INSTALL_SDK);

/**
 * Finds the first engine that can be used: `PULUMI_BIN`, then PATH, then the cache. Without the SDK, no engine can be used.
 * @throws UserError INTERRUPTED if the signal is aborted
 */
export async function findEngine(env: Env, home: string, options: InspectOptions = {}): Promise<FoundEngine> {
  if (!hasSdk()) return { engine: undefined, refused: [] };
  const cache = cacheDirectory(env, home);
  const refused: RefusedEngine[] = [];
  for (const candidate of listCandidates(env, cache)) {
    const engine = await inspectEngine(candidate, { env, home, cache, ...options });
    if (options.signal?.aborted === true)
      throw new UserError("INTERRUPTED", "interrupted during the search for an engine; nothing was changed");
    if (!("problem" in engine)) return { engine, refused };
    refused.push(engine);
  }
  return { engine: undefined, refused };
}

/** Explains why no engine was found. */
export function describeMissing({ refused }: FoundEngine): string {
  if (!hasSdk()) return NO_SDK;
  const reasons = refused.length === 0 ? "" : `: ${refused.map(describeRefused).join("; ")}`;
  return `no Pulumi engine ${PULUMI_VERSION} or later${reasons}`;
}

const renderHint = (): string => `${installHint()}; --engine embedded renders stacks without components`;

/**
 * Finds an engine.
 * @param hint the way on without one. @default it names the embedded writer, which renders too
 * @throws UserError ENGINE if there is none; INTERRUPTED if the signal is aborted
 */
export async function requireEngine(env: Env, home: string, options: InspectOptions = {}, hint = renderHint()): Promise<Engine> {
  const found = await findEngine(env, home, options);
  if (found.engine !== undefined) return found.engine;
  throw new UserError("ENGINE", describeMissing(found), { hint });
}
