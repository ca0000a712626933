import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Env } from "../system/environment.ts";
import { allOnPath, programIn, programProblem } from "../system/programs.ts";
import { KUBERNETES_VERSION } from "./versions.ts";

const NAME = "pulumi-resource-kubernetes";

/** The provider that renders. */
export interface Provider {
  /** `pulumi-resource-kubernetes`; undefined where Pulumi's own directory of plugins has it. */
  readonly kubernetes: string | undefined;
  /** The directory whose `plugins` it would be in. */
  readonly plugins: string;
}

/** Where to look for a provider. */
export interface ProviderPlaces {
  /** The engine that is to use it. */
  readonly pulumi: string;
  /** The engine's own PULUMI_HOME. */
  readonly plugins: string;
  /** What Fairlead has got: programs in `bin`, Pulumi's plugins in `home`. */
  readonly cache: string;
  readonly env: Env;
}

/**
 * One beside the engine comes first, then one on PATH, then one that the engine has acquired itself, then what Fairlead has got: that may be
 * of another version, since not every version can be built.
 */
export function findProvider({ pulumi, plugins, cache, env }: ProviderPlaces): Provider | undefined {
  const onPath = (): string | undefined => allOnPath(NAME, env).find((path) => programProblem(path) === undefined);
  const own = programIn(dirname(pulumi), NAME) ?? onPath();
  if (own !== undefined) return { kubernetes: own, plugins };
  if (hasPlugin(plugins)) return { kubernetes: undefined, plugins };
  const built = programIn(join(cache, "bin"), NAME);
  if (built !== undefined) return { kubernetes: built, plugins };
  const downloaded = join(cache, "home");
  return hasPlugin(downloaded) ? { kubernetes: undefined, plugins: downloaded } : undefined;
}

/** Pulumi marks a plugin whose download has not ended with a file beside it. */
function hasPlugin(home: string): boolean {
  const directory = join(home, "plugins", `resource-kubernetes-v${KUBERNETES_VERSION}`);
  return programIn(directory, NAME) !== undefined && !existsSync(`${directory}.partial`);
}
