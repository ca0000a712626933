import { isRecord } from "../../base/values.ts";
import { SCHEMA_DATA } from "./data.ts";
import type { SchemaNode } from "./node.ts";

type Definitions = Readonly<Record<string, SchemaNode>>;

/** The parsed groups of definitions. */
const parsed = new Map<string, Definitions>();

function definitionsOf(group: string): Definitions {
  const known = parsed.get(group);
  if (known !== undefined) return known;
  const data: unknown = JSON.parse(SCHEMA_DATA[group] ?? "{}");
  if (!isRecord(data)) throw new Error(`the schemas of ${group} are malformed`);
  // The generator writes only nodes, and a test compares the data with it.
  const definitions = data as Definitions;
  parsed.set(group, definitions);
  return definitions;
}

/** Returns a definition such as `core.v1.Container`. @throws Error if there is none */
export function definition(name: string): SchemaNode {
  const end = name.lastIndexOf(".");
  const node = definitionsOf(name.slice(0, end))[name.slice(end + 1)];
  if (node === undefined) throw new Error(`there is no definition ${name}`);
  return node;
}

const kinds = (): Definitions => definitionsOf("kinds");

/** Returns the name of a kind's definition; undefined if Fairlead has no schema of it. */
export function definitionOfKind(apiVersion: string, kind: string): string | undefined {
  const key = `${apiVersion}/${kind}`;
  const name = Object.hasOwn(kinds(), key) ? kinds()[key] : undefined;
  return typeof name === "string" ? name : undefined;
}

/** Lists the kinds that Fairlead has a schema of. */
export const allKinds = (): readonly { readonly apiVersion: string; readonly kind: string }[] =>
  Object.keys(kinds()).map((key) => {
    const at = key.lastIndexOf("/");
    return { apiVersion: key.slice(0, at), kind: key.slice(at + 1) };
  });

/** Lists the API versions that have a kind. */
export const versionsOfKind = (kind: string): readonly string[] =>
  allKinds().flatMap((each) => (each.kind === kind ? [each.apiVersion] : []));
