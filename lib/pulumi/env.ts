import { isAbsolute, join } from "node:path";
import { PULUMI_VERSION } from "./versions.ts";

/** What the environment says of where things are. */
export type Env = Readonly<Record<string, string | undefined>>;

/** `${XDG_CACHE_HOME:-~/.cache}/fairlead/engine/<version>`. @param home the home directory */
export function cacheDirectory(env: Env, home: string): string {
  const base = env["XDG_CACHE_HOME"] ?? "";
  // The specification of XDG tells to ignore a relative one.
  return join(isAbsolute(base) ? base : join(home, ".cache"), "fairlead", "engine", PULUMI_VERSION);
}

/** Pulumi's own directory of plugins and settings. @param home the home directory */
export const pulumiHome = (env: Env, home: string): string => env["PULUMI_HOME"] || join(home, ".pulumi");
