import { isAbsolute, join } from "node:path";
import type { Env } from "../system/environment.ts";
import { PULUMI_VERSION } from "./versions.ts";

/** `${XDG_CACHE_HOME:-~/.cache}/fairlead/engine/<version>`. @param home the home directory */
export function cacheDirectory(env: Env, home: string): string {
  const base = env["XDG_CACHE_HOME"] ?? "";
  // The specification of XDG tells to ignore a relative one.
  return join(isAbsolute(base) ? base : join(home, ".cache"), "fairlead", "engine", PULUMI_VERSION);
}

/** Pulumi's own directory of plugins and settings. @param home the home directory */
export const pulumiHome = (env: Env, home: string): string => env["PULUMI_HOME"] || join(home, ".pulumi");
