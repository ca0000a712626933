import type { SchemaNode, SchemaObject } from "../../lib/compile/schema/node.ts";
import type { SchemaFile } from "../judge/schemas.ts";
import { isNode } from "../judge/strict-schema.ts";
import { compact, mapChildren, share, shortName } from "./compact.ts";
import type { Enums } from "./enums.ts";
import { CHECKED_KINDS } from "./kinds.ts";
import { NAME_FORMATS, type Refinement, REFINEMENTS } from "./refinements.ts";

/** Group of definitions -> name -> shape. The group `kinds` has the definition of each kind. */
export type Schemas = Readonly<Record<string, Readonly<Record<string, SchemaNode>>>>;

/** Makes the schemas of the checked kinds. @throws Error if a kind, or a refined field, does not exist */
export function makeSchemas(files: readonly SchemaFile[], enums: Enums): Schemas {
  const byPath = new Map(files.map(({ path, schema }) => [path, schema]));
  const kinds: Record<string, string> = {};
  const definitions = new Map<string, SchemaNode>();
  const custom = new Map<string, Record<string, SchemaNode>>();
  for (const [apiVersion, names] of Object.entries(CHECKED_KINDS)) {
    const [group, version] = apiVersion.includes("/") ? apiVersion.split("/") : ["v1", apiVersion];
    for (const kind of names) {
      const schema = byPath.get(`${group}/${version}/${kind.toLowerCase()}.json`);
      if (schema === undefined) throw new Error(`no module has a schema of ${apiVersion} ${kind}`);
      const place = placeOf(`${group}`, `${version}`);
      kinds[`${apiVersion}/${kind}`] = `${place}.${kind}`;
      const { definitions: all, ...root } = schema;
      for (const [name, definition] of isNode(all) ? Object.entries(all) : []) {
        const short = shortName(name);
        if (isNode(definition)) definitions.set(short, refined(short, compact(definition), enums));
      }
      const node = refined(`${place}.${kind}`, rootOf(compact(root), kind), enums);
      if (isBuiltin(`${group}`)) definitions.set(`${place}.${kind}`, node);
      else custom.set(place, { ...custom.get(place), [kind]: node });
    }
  }
  const used = reachable([...Object.values(kinds), ...[...custom.values()].flatMap((nodes) => Object.values(nodes))], definitions);
  const groups: Record<string, Readonly<Record<string, SchemaNode>>> = { kinds };
  for (const name of [...used].sort()) {
    const [group, last] = split(name);
    groups[group] = { ...groups[group], [last]: definitions.get(name) ?? "any" };
  }
  for (const [group, nodes] of custom) groups[group] = share(nodes, group);
  return Object.fromEntries(Object.entries(groups).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const isBuiltin = (group: string): boolean => !group.includes(".") || BUILTIN_GROUPS.test(group);
const BUILTIN_GROUPS =
  /^(?:admissionregistration|apiextensions|apiregistration|coordination|discovery|networking|node|rbac\.authorization|resource|scheduling|storage)\.k8s\.io$/;

/** Returns the group of definitions of an API version: `rbac.authorization.k8s.io`, `v1` -> `rbac.v1`. */
const placeOf = (group: string, version: string): string =>
  group === "v1" ? "core.v1" : `${isBuiltin(group) ? group.split(".")[0] : group}.${version}`;

const split = (name: string): readonly [string, string] => [name.slice(0, name.lastIndexOf(".")), name.slice(name.lastIndexOf(".") + 1)];

/** Adds the format of the names. The cluster writes the status, so it is not checked. */
function rootOf(node: SchemaNode, kind: string): SchemaNode {
  if (typeof node === "string") throw new Error(`${kind} is no object`);
  const { status, ...fields } = node.p ?? {};
  return {
    ...node,
    p: { ...fields, ...(status === undefined ? {} : { status: "any" }), apiVersion: "string", kind: "string" },
    n: NAME_FORMATS[kind] ?? "subdomain",
  };
}

/** Adds the enums and the limits that the OpenAPI description leaves out. */
function refined(name: string, node: SchemaNode, enums: Enums): SchemaNode {
  const values = enums.get(name);
  const limits = REFINEMENTS[name] ?? {};
  if (typeof node === "string" || (values === undefined && REFINEMENTS[name] === undefined)) return node;
  const fields = { ...node.p };
  for (const [field, allowed] of values ?? []) fields[field] = withEnum(existing(name, field, fields[field]), allowed);
  for (const [field, limit] of Object.entries(limits)) {
    // The API server takes an empty string for an absent field, unless it requires the field.
    const blank = limit.format === undefined || node.r?.includes(field) === true ? {} : { blank: 1 as const };
    fields[field] = withLimit(existing(name, field, fields[field]), { ...limit, ...blank });
  }
  return { ...node, p: fields };
}

function existing(name: string, field: string, node: SchemaNode | undefined): SchemaNode {
  if (node === undefined) throw new Error(`${name} has no field ${field}`);
  return node;
}

const asObject = (node: SchemaNode): SchemaObject => (typeof node === "string" ? { t: node } : node);

const withEnum = (node: SchemaNode, allowed: readonly string[]): SchemaNode =>
  typeof node === "string" || node.a === undefined ? { ...asObject(node), enum: allowed } : { ...node, a: withEnum(node.a, allowed) };

function withLimit(node: SchemaNode, { keys, items, ...own }: Refinement): SchemaNode {
  const object = { ...asObject(node), ...own, ...(keys === undefined ? {} : { mk: keys }) };
  if (items === undefined) return object;
  if (object.m !== undefined) return { ...object, m: { ...asObject(object.m), ...items } };
  if (object.a !== undefined) return { ...object, a: { ...asObject(object.a), ...items } };
  throw new Error("only a map or a list has items");
}

/** Lists the definitions that the given nodes refer to, also indirectly. */
function reachable(nodes: readonly SchemaNode[], definitions: ReadonlyMap<string, SchemaNode>): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: SchemaNode): SchemaNode => {
    const name = typeof node === "string" ? node : node.t;
    const definition = name === undefined ? undefined : definitions.get(name);
    if (name !== undefined && definition !== undefined && !found.has(name)) {
      found.add(name);
      visit(definition);
    }
    if (typeof node !== "string") mapChildren(node, visit);
    return node;
  };
  for (const node of nodes) visit(node);
  return found;
}
