import type { Assertions, SchemaNode, SchemaObject } from "../../lib/compile/schema/node.ts";
import { isNode, stringsOf, type SchemaNode as JsonSchema } from "../judge/strict-schema.ts";

const LIMITS = [
  "enum",
  "pattern",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
  "minimum",
  "maximum",
] as const;

/** Definitions that are a scalar of Fairlead's schemas. `any` has no schema. */
const SCALAR_DEFINITIONS: Readonly<Record<string, string>> = {
  "api.resource.Quantity": "quantity",
  "util.intstr.IntOrString": "int-or-string",
  "meta.v1.Time": "time",
  "meta.v1.MicroTime": "time",
  "meta.v1.FieldsV1": "any",
  "runtime.RawExtension": "any",
  "apiextensions.v1.JSON": "any",
  "apiextensions.v1.JSONSchemaProps": "any",
};

/** Shortens the name of a definition: `io.k8s.api.core.v1.Container` -> `core.v1.Container`. */
export const shortName = (definition: string): string =>
  definition
    .replace(/^io\.k8s\./, "")
    .replace(/^(?:api|apimachinery\.pkg\.apis|apiextensions-apiserver\.pkg\.apis|kube-aggregator\.pkg\.apis)\.(?=[a-z0-9]+\.v)/, "")
    .replace(/^apimachinery\.pkg\./, "");

/** Converts a strict JSON schema to compact data. Alternatives such as `oneOf` are left out: they need the defaults of the API server. */
export function compact(schema: JsonSchema): SchemaNode {
  if (typeof schema["$ref"] === "string") {
    const name = shortName(schema["$ref"].slice("#/definitions/".length));
    return SCALAR_DEFINITIONS[name] ?? name;
  }
  const node: SchemaObject = { ...typeOf(schema), ...limitsOf(schema) };
  const [only, ...others] = Object.keys(node);
  return only === "t" && others.length === 0 && node.t !== undefined ? node.t : node;
}

function typeOf(schema: JsonSchema): SchemaObject {
  const { type, format } = schema;
  if (Array.isArray(type)) return { t: type.length === 2 && type.includes("integer") ? "int-or-string" : "any" };
  if (type === "object") return objectOf(schema);
  if (type === "array") return { a: isNode(schema["items"]) ? compact(schema["items"]) : "any", ...keysOf(schema) };
  if (type === "string") return format === "date-time" ? { t: "time" } : { t: "string" };
  if (type === "integer") return { t: format === "int32" ? "int32" : "int64" };
  if (type === "boolean" || type === "number") return { t: type };
  return { t: "any" };
}

function objectOf(schema: JsonSchema): SchemaObject {
  const extra = schema["additionalProperties"];
  if (isNode(extra)) return { m: compact(extra) };
  const fields = isNode(schema["properties"]) ? Object.entries(schema["properties"]) : [];
  return {
    p: Object.fromEntries(fields.flatMap(([name, field]) => (isNode(field) ? [[name, compact(field)]] : []))),
    ...requiredOf(schema),
    ...(extra === false ? {} : { o: 1 }),
  };
}

const requiredOf = (schema: JsonSchema): SchemaObject => {
  const required = stringsOf(schema["required"]);
  return required.length === 0 ? {} : { r: required };
};

function keysOf(schema: JsonSchema): SchemaObject {
  const keys = stringsOf(schema["x-kubernetes-list-map-keys"]);
  if (keys.length > 0) return { k: keys };
  return schema["x-kubernetes-list-type"] === "set" ? { k: [] } : {};
}

const limitsOf = (schema: JsonSchema): Assertions =>
  Object.fromEntries(
    LIMITS.flatMap((limit) => {
      const value = schema[limit];
      return value === undefined ? [] : [[limit, typeof value === "string" ? inJavaScript(value) : value]];
    }),
  );

/** Moves the flag of Go's regular expressions: `^(?i)a$` -> `(?i:^a$)`. */
const inJavaScript = (pattern: string): string => (pattern.includes("(?i)") ? `(?i:${pattern.replace("(?i)", "")})` : pattern);

/** Gives subtrees that occur more than once a name, and replaces them by it. */
export function share(roots: Readonly<Record<string, SchemaNode>>, group: string): Readonly<Record<string, SchemaNode>> {
  const counts = new Map<string, number>();
  const count = (node: SchemaNode): void => {
    const text = JSON.stringify(node);
    const seen = (counts.get(text) ?? 0) + 1;
    counts.set(text, seen);
    if (seen === 1) for (const child of childrenOf(node)) count(child);
  };
  for (const root of Object.values(roots)) count(root);
  const names = new Map<string, string>();
  const shared: Record<string, SchemaNode> = {};
  const replace = (node: SchemaNode, isRoot = false): SchemaNode => {
    if (typeof node === "string") return node;
    const text = JSON.stringify(node);
    if (isRoot || text.length < MIN_SHARED || (counts.get(text) ?? 0) < 2) return mapChildren(node, replace);
    const known = names.get(text);
    if (known !== undefined) return known;
    const name = `${names.size}`;
    names.set(text, `${group}.${name}`);
    shared[name] = mapChildren(node, replace);
    return `${group}.${name}`;
  };
  const replaced = Object.fromEntries(Object.entries(roots).map(([name, root]) => [name, replace(root, true)]));
  return { ...replaced, ...shared };
}

/** A shorter subtree is not worth a name. */
const MIN_SHARED = 60;

const childrenOf = (node: SchemaNode): readonly SchemaNode[] => {
  const children: SchemaNode[] = [];
  if (typeof node !== "string") mapChildren(node, (child) => (children.push(child), child));
  return children;
};

/** Applies a function to the nodes directly inside a node. */
export function mapChildren(node: SchemaObject, change: (child: SchemaNode) => SchemaNode): SchemaObject {
  return {
    ...node,
    ...(node.p === undefined ? {} : { p: Object.fromEntries(Object.entries(node.p).map(([name, child]) => [name, change(child)])) }),
    ...(node.m === undefined ? {} : { m: change(node.m) }),
    ...(node.a === undefined ? {} : { a: change(node.a) }),
  };
}
