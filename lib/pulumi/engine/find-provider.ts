import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Env } from "../../system/environment.ts";
import { findAllOnPath, findInDirectory } from "../../system/find-program.ts";
import { programProblem } from "../../system/program-problem.ts";
import { KUBERNETES_VERSION } from "../versions.ts";

const NAME = "pulumi-resource-kubernetes";

/** The Kubernetes provider of an engine. */
export interface Provider {
  /** Path of the program; undefined if it is a plugin below `plugins`. */
  readonly kubernetes: string | undefined;
  /** Directory whose `plugins` the engine uses. */
  readonly plugins: string;
}

/** The places where a provider may be. */
export interface ProviderPlaces {
  /** Path of the engine that will use it. */
  readonly pulumi: string;
  /** The engine's `PULUMI_HOME`. */
  readonly plugins: string;
  /** Fairlead's cache: programs in `bin`, Pulumi's plugins in `home`. */
  readonly cache: string;
  readonly env: Env;
}

/**
 * Finds the provider: beside the engine, on PATH, among the engine's plugins, in Fairlead's cache.
 * The cache comes last: a provider that was built has another version, because not every version can be built.
 */
export function findProvider({ pulumi, plugins, cache, env }: ProviderPlaces): Provider | undefined {
  const onPath = (): string | undefined => findAllOnPath(NAME, env).find((path) => programProblem(path) === undefined);
  const own = findInDirectory(dirname(pulumi), NAME) ?? onPath();
  if (own !== undefined) return { kubernetes: own, plugins };
  if (hasPlugin(plugins)) return { kubernetes: undefined, plugins };
  const built = findInDirectory(join(cache, "bin"), NAME);
  if (built !== undefined) return { kubernetes: built, plugins };
  const downloaded = join(cache, "home");
  return hasPlugin(downloaded) ? { kubernetes: undefined, plugins: downloaded } : undefined;
}

/** True if a Pulumi home has the plugin. While Pulumi downloads it, there is a `.partial` file beside it. */
function hasPlugin(home: string): boolean {
  const directory = join(home, "plugins", `resource-kubernetes-v${KUBERNETES_VERSION}`);
  return findInDirectory(directory, NAME) !== undefined && !existsSync(`${directory}.partial`);
}
