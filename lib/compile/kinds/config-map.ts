import type { IConfigMap } from "kubernetes-models/v1";
import { objectMetadata } from "../object-metadata.ts";
import type { ServiceContext } from "../service-context.ts";

/**
 * Builds a map of each environment, of the config files and of each config directory.
 * The names of all but the last carry a hash, so a change restarts the pods. Those of a CronJob carry none.
 */
export const configMaps = (context: ServiceContext): readonly IConfigMap[] =>
  [context.env, context.files, ...context.partEnv.values(), ...context.directories].flatMap((config) => {
    if (config === undefined || Object.keys(config.data).length === 0) return [];
    const { name, data, manifest } = config;
    const map = { apiVersion: "v1", data: { ...data }, kind: "ConfigMap", metadata: objectMetadata(context, { name }) } as const;
    return [manifest === undefined ? map : { ...manifest, ...map, metadata: { ...manifest.metadata, name } }];
  });
