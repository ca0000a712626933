import { UserError } from "../../base/user-error.ts";
import { findEngine, installHint } from "../../pulumi/engine/find-engine.ts";
import { installEngine } from "../../pulumi/install/install-engine.ts";
import { PULUMI_VERSION } from "../../pulumi/versions.ts";
import { whileInterruptible } from "../../system/interrupts.ts";
import { secondsSince } from "../../system/seconds-since.ts";
import type { AppContext } from "../context.ts";
import type { EngineInstalledResult, EngineResult } from "./engine-results.ts";

/** Finds the engine that every command uses. @throws UserError INTERRUPTED */
export const engineStatus = ({ env, home }: AppContext): Promise<EngineResult> =>
  whileInterruptible(async (signal) => {
    const { engine, refused } = await findEngine(env, home, { signal });
    return { engine, refused, needed: PULUMI_VERSION, hint: installHint() };
  });

/** Installs an engine into the cache, unless one can be used already. @throws UserError ENGINE, INTERRUPTED */
export const engineInstall = ({ env, home, onEvent }: AppContext): Promise<EngineInstalledResult> =>
  whileInterruptible(async (signal) => {
    const start = performance.now();
    try {
      const result = await installEngine(env, home, (line) => onEvent({ kind: "engine-install", line }), { signal });
      return { ...result, seconds: secondsSince(start) };
    } catch (error) {
      if (!signal.aborted || !(error instanceof UserError)) throw error;
      const { message, hint } = error;
      throw new UserError("INTERRUPTED", message, { cause: error, ...(hint === undefined ? {} : { hint }) });
    }
  });
