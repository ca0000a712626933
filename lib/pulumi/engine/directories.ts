import { isAbsolute, join } from "node:path";
import type { Env } from "../../system/environment.ts";
import { PULUMI_VERSION } from "../versions.ts";

/** Returns Fairlead's cache: `${XDG_CACHE_HOME:-~/.cache}/fairlead/engine/<version>`. @param home the home directory */
export function cacheDirectory(env: Env, home: string): string {
  const base = env["XDG_CACHE_HOME"] ?? "";
  // The XDG specification says to ignore a relative path.
  return join(isAbsolute(base) ? base : join(home, ".cache"), "fairlead", "engine", PULUMI_VERSION);
}

/** Returns Pulumi's directory of plugins and settings. @param home the home directory */
export const pulumiHome = (env: Env, home: string): string => env["PULUMI_HOME"] || join(home, ".pulumi");
