/** Definition -> field -> the values that it may have: `core.v1.ContainerPort` -> `protocol` -> `SCTP`, `TCP`, `UDP`. */
export type Enums = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

const FUNCTION = /^func schema_(?:k8sio_api|pkg_apis)_([a-z0-9]+)_(v[a-z0-9]+)_(\w+)\(/;
const FIELD = /^\t{5}"(\w+)": \{$/;
const ENUM = /^\t+Enum: +\[\]interface\{\}\{(.*)\},$/;

/** Reads the enums from Go code that Kubernetes generates. Its published OpenAPI description leaves them out. */
export function readEnums(source: string): Enums {
  const enums = new Map<string, Map<string, readonly string[]>>();
  let definition = "";
  let field = "";
  for (const line of source.split("\n")) {
    const [, group, version, name] = FUNCTION.exec(line) ?? [];
    if (name !== undefined) definition = `${group}.${version}.${name}`;
    field = FIELD.exec(line)?.[1] ?? field;
    const values = ENUM.exec(line)?.[1];
    if (values === undefined) continue;
    const fields = enums.get(definition) ?? new Map<string, readonly string[]>();
    fields.set(field, JSON.parse(`[${values}]`));
    enums.set(definition, fields);
  }
  return enums;
}
