import type { IConfigMap } from "kubernetes-models/v1";
import type { ServiceContext } from "../context.ts";
import { metadata } from "../metadata.ts";

/** The environment and the config files. Their names carry a hash, so a change makes new maps and new pods. */
export const configMaps = (context: ServiceContext): readonly IConfigMap[] =>
  [context.env, context.files].flatMap((config) => {
    if (config === undefined) return [];
    const { name, data, manifest } = config;
    const made = { apiVersion: "v1", data: { ...data }, kind: "ConfigMap", metadata: metadata(context, { name }) } as const;
    return [manifest === undefined ? made : { ...manifest, ...made, metadata: { ...manifest.metadata, name } }];
  });
