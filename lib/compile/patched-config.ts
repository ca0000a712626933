import { isRecord } from "../base/values.ts";
import { applyPatches } from "./apply-patches.ts";
import { asManifest } from "./as-manifest.ts";
import { configNames, type HashedConfig, namedConfig } from "./hashed-config.ts";
import { configMaps } from "./kinds/config-map.ts";
import type { CompileProblem } from "./problems/compile-problem.ts";
import { envConfigPrefix, filesConfigPrefix, type ServiceContext, partConfigPrefix } from "./service-context.ts";

/**
 * Patches the ConfigMaps before other objects refer to them, because their names carry the hash of their data.
 * Skips the patches if the environment is incomplete: they would fail for that reason.
 */
export function withPatchedConfig(context: ServiceContext, problems: CompileProblem[]): ServiceContext {
  const { service, env, envComplete, files, directories } = context;
  if (!envComplete || !service.patches.some(({ value }) => value.ConfigMap !== undefined)) return context;
  const patched = (config: HashedConfig) => {
    const maps = configMaps({ ...context, env: config, files: undefined, partEnv: new Map(), directories: [] });
    const [manifest] = applyPatches(context, maps.map(asManifest), problems);
    const data = manifest?.["data"];
    return { manifest, data: isStringMap(data) && Object.keys(data).length > 0 ? data : undefined };
  };
  const patch = (config: HashedConfig | undefined, prefix: string): HashedConfig | undefined => {
    if (config === undefined) return undefined;
    const { data, manifest } = patched(config);
    // A patch may change more than the data, so the whole map is kept. Its name follows the patched data.
    return { ...(data === undefined ? config : namedConfig(prefix, data, configNames(service))), manifest };
  };
  const parts = [...context.partEnv].flatMap(([name, config]) => {
    const changed = patch(config, partConfigPrefix(service.name, name));
    return changed === undefined ? [] : [[name, changed] as const];
  });
  return {
    ...context,
    env: patch(env, envConfigPrefix(service.name)),
    files: patch(files, filesConfigPrefix(service.name)),
    partEnv: new Map(parts),
    directories: directories.map((config) => {
      const { data = config.data, manifest } = patched(config);
      return { ...config, data, manifest };
    }),
  };
}

const isStringMap = (value: unknown): value is Readonly<Record<string, string>> =>
  isRecord(value) && Object.values(value).every((text) => typeof text === "string");
