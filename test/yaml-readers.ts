import { CORE_SCHEMA, load, YAML11_SCHEMA } from "js-yaml";
import { parse } from "yaml";

/** Readers of manifests, by library and YAML version. */
export const YAML_READERS: Readonly<Record<string, (text: string) => unknown>> = {
  "js-yaml, YAML 1.1": (text) => load(text, { schema: YAML11_SCHEMA }),
  "js-yaml, YAML 1.2": (text) => load(text, { schema: CORE_SCHEMA }),
  "yaml, YAML 1.1": (text) => parse(text, { version: "1.1", logLevel: "silent" }),
  "yaml, YAML 1.2": (text) => parse(text, { version: "1.2", logLevel: "silent" }),
};
