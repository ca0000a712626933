import type { IConfigMap } from "kubernetes-models/v1";
import type { ServiceContext } from "../context.ts";
import { metadata } from "../metadata.ts";

/** The environment and the config files. Their names carry a hash, so a change makes new maps and new pods. */
export const configMaps = (context: ServiceContext): readonly IConfigMap[] =>
  [context.env, context.files]
    .filter((config) => config !== undefined)
    .map(({ name, data }) => ({ apiVersion: "v1", data, kind: "ConfigMap", metadata: metadata(context, { name }) }));
