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

/** Lists the API versions that have a kind. */
export const versionsOfKind = (kind: string): readonly string[] =>
  Object.keys(kinds()).flatMap((key) => (key.endsWith(`/${kind}`) ? [key.slice(0, -kind.length - 1)] : []));
