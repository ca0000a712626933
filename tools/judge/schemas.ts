import { isNode, nodesOf, stringsOf, strictDefinition, strictSchema, type SchemaNode } from "./strict-schema.ts";

/** One JSON schema file, at the path where kubeconform expects it. */
export interface SchemaFile {
  /** `<group>/<version>/<kind in lower case>.json`. For the core group, `<group>` is its version, `v1`. */
  readonly path: string;
  readonly schema: SchemaNode;
}

/** Returns the value of kubeconform's `-schema-location` for a directory of {@link SchemaFile}s. */
export function schemaLocation(directory: string): string {
  return `${directory}/{{ .Group }}/{{ .ResourceAPIVersion }}/{{ .ResourceKind }}.json`;
}

const objectMeta = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
const referencePrefix = "#/definitions/";

function references(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (!isNode(value)) return [];
  const own = value["$ref"];
  return typeof own === "string" ? [own.slice(referencePrefix.length)] : Object.values(value).flatMap(references);
}

/** Collects every definition that a schema needs, also indirectly. Some refer to themselves, so they cannot be inlined. */
function closure(schema: SchemaNode, definitions: SchemaNode): SchemaNode {
  const found = new Map<string, SchemaNode>();
  const pending = [...references(schema)];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (found.has(name)) continue;
    const definition = definitions[name];
    if (!isNode(definition)) throw new Error(`the schema refers to ${name}, which is not defined`);
    found.set(name, strictDefinition(name, definition));
    pending.push(...references(found.get(name)));
  }
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

interface Identity {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

function schemaFile({ group, version, kind }: Identity, root: SchemaNode, definitions: SchemaNode): SchemaFile {
  const properties = isNode(root["properties"]) ? root["properties"] : {};
  const required = stringsOf(root["required"]);
  const schema = {
    ...root,
    properties: {
      ...properties,
      apiVersion: { enum: [group === "" ? version : `${group}/${version}`] },
      kind: { enum: [kind] },
    },
    required: [...new Set([...required, "apiVersion", "kind", "metadata"])],
  };
  return {
    path: `${group === "" ? version : group}/${version}/${kind.toLowerCase()}.json`,
    schema: { ...schema, definitions: closure(schema, definitions) },
  };
}

function identity(value: SchemaNode): Identity | undefined {
  const { group, version, kind } = value;
  if (typeof group !== "string" || typeof version !== "string" || typeof kind !== "string") return undefined;
  return { group, version, kind };
}

/** Returns the `definitions` of an OpenAPI v2 document. */
export function definitionsOf(swagger: unknown): SchemaNode {
  const definitions = isNode(swagger) ? swagger["definitions"] : undefined;
  if (!isNode(definitions)) throw new Error("the OpenAPI document has no definitions");
  return definitions;
}

/** Makes one file for each built-in kind. Definitions that many kinds share, such as `DeleteOptions`, get none. */
export function builtinSchemas(definitions: SchemaNode): readonly SchemaFile[] {
  return Object.entries(definitions).flatMap(([name, node]) => {
    if (!isNode(node)) return [];
    const kinds = nodesOf(node["x-kubernetes-group-version-kind"]);
    const only = kinds.length === 1 && kinds[0] !== undefined ? identity(kinds[0]) : undefined;
    return only === undefined ? [] : [schemaFile(only, strictDefinition(name, node), definitions)];
  });
}

/**
 * Makes one file for each served version of a CustomResourceDefinition, and none for other documents. A CRD has no schema for
 * `metadata`, which the API server checks itself. So `metadata` gets the schema of the built-in kinds.
 */
export function crdSchemas(document: unknown, definitions: SchemaNode): readonly SchemaFile[] {
  if (!isNode(document) || document["kind"] !== "CustomResourceDefinition" || !isNode(document["spec"])) return [];
  const { group, names, versions } = document["spec"];
  const kind = isNode(names) ? names["kind"] : undefined;
  return nodesOf(versions).flatMap((entry) => {
    const only = identity({ group, version: entry["name"], kind });
    const schema = isNode(entry["schema"]) ? entry["schema"]["openAPIV3Schema"] : undefined;
    if (only === undefined || !isNode(schema) || entry["served"] !== true) return [];
    const root = strictSchema(schema, "crd");
    const properties = isNode(root["properties"]) ? root["properties"] : {};
    const metadata = { $ref: `${referencePrefix}${objectMeta}` };
    return [schemaFile(only, { ...root, properties: { ...properties, metadata } }, definitions)];
  });
}
