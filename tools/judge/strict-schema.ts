/** A node of an OpenAPI or JSON schema. */
export type SchemaNode = Readonly<Record<string, unknown>>;

/** `builtin`: OpenAPI v2 of Kubernetes. `crd`: the structural schema of a CustomResourceDefinition. */
export type Dialect = "builtin" | "crd";

/** True if a value is a map, and so may be a schema node. */
export function isNode(value: unknown): value is SchemaNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns the maps of a list, and none for another value. */
export function nodesOf(value: unknown): readonly SchemaNode[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** Returns the strings of a list, and none for another value. */
export function stringsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** Keywords that check one value and mean the same in OpenAPI and in JSON schema draft 4. */
const assertions = [
  "type",
  "format",
  "enum",
  "pattern",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minProperties",
  "maxProperties",
  // kubeconform ignores these two; tools/schemas reads them.
  "x-kubernetes-list-type",
  "x-kubernetes-list-map-keys",
] as const;

const everyTypeButNull = ["array", "boolean", "number", "object", "string"] as const;

/** The API server's grammar of a resource quantity. The published schema of Kubernetes has only "string". */
const quantity = {
  type: ["number", "string"],
  pattern: "^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$",
} as const;

/** Definitions that the API server checks more strictly than their published form. */
const definitionOverrides: Readonly<Record<string, SchemaNode>> = {
  "io.k8s.apimachinery.pkg.api.resource.Quantity": quantity,
};

function mapNodes(value: unknown, convert: (node: SchemaNode) => SchemaNode): SchemaNode {
  const entries = isNode(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.flatMap(([key, node]) => (isNode(node) ? [[key, convert(node)]] : [])));
}

function pick(node: SchemaNode, keys: readonly string[]): SchemaNode {
  return Object.fromEntries(keys.flatMap((key) => (node[key] === undefined ? [] : [[key, node[key]]])));
}

/** Converts the branches of `allOf`, `anyOf`, `oneOf` and `not`. They stay open: a closed branch would refuse the fields of others. */
function branches(node: SchemaNode): SchemaNode {
  const loose = (branch: SchemaNode): SchemaNode => ({
    ...pick(branch, [...assertions, "required"]),
    ...(isNode(branch["properties"]) ? { properties: mapNodes(branch["properties"], loose) } : {}),
    ...(isNode(branch["items"]) ? { items: loose(branch["items"]) } : {}),
    ...branches(branch),
  });
  return {
    ...mapValues(pick(node, ["allOf", "anyOf", "oneOf"]), (list) => nodesOf(list).map(loose)),
    ...(isNode(node["not"]) ? { not: loose(node["not"]) } : {}),
  };
}

function mapValues(node: SchemaNode, convert: (value: unknown) => unknown): SchemaNode {
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, convert(value)]));
}

/** Converts `required`. The API server sets defaults before it validates, so a field with a default may be absent. */
function requiredOf(node: SchemaNode): SchemaNode {
  const properties = isNode(node["properties"]) ? node["properties"] : {};
  const required = stringsOf(node["required"]).filter((name) => {
    const property = properties[name];
    return !(isNode(property) && property["default"] !== undefined);
  });
  return required.length === 0 ? {} : { required };
}

function objectPart(node: SchemaNode, dialect: Dialect): SchemaNode {
  const open = node["x-kubernetes-preserve-unknown-fields"] === true;
  const extra = node["additionalProperties"];
  const recurse = (child: SchemaNode): SchemaNode => strictSchema(child, dialect);
  const properties = isNode(node["properties"]) ? { properties: mapNodes(node["properties"], recurse) } : {};
  if (isNode(extra)) return { ...properties, additionalProperties: recurse(extra) };
  if (open || extra === true) return properties;
  // The API server drops all fields of an object of a CRD that declares none.
  const declares = isNode(node["properties"]) || (dialect === "crd" && node["type"] === "object");
  return declares ? { ...properties, additionalProperties: false } : properties;
}

const isIntOrString = (node: SchemaNode): boolean => node["x-kubernetes-int-or-string"] === true || node["format"] === "int-or-string";

/**
 * Converts a schema to JSON schema draft 4 that refuses what the API server drops or refuses. These are unknown fields of an
 * object that declares fields, and null. References stay, as `#/definitions/<name>`. Documentation and defaults are dropped.
 */
export function strictSchema(node: SchemaNode, dialect: Dialect): SchemaNode {
  if (typeof node["$ref"] === "string") return { $ref: node["$ref"] };
  if (isIntOrString(node)) return { ...pick(node, ["pattern", "enum"]), type: ["integer", "string"] };
  const untyped = node["type"] === undefined && node["enum"] === undefined;
  return {
    ...(untyped ? { type: everyTypeButNull } : {}),
    ...pick(node, assertions),
    ...requiredOf(node),
    ...objectPart(node, dialect),
    ...(isNode(node["items"]) ? { items: strictSchema(node["items"], dialect) } : {}),
    ...branches(node),
  };
}

/** Converts a named definition of the built-in kinds to its strict form. */
export function strictDefinition(name: string, node: SchemaNode): SchemaNode {
  return definitionOverrides[name] ?? strictSchema(node, "builtin");
}
