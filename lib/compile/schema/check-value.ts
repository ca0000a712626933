import type { Report } from "../../base/problem.ts";
import { nearest } from "../../base/suggestion.ts";
import { isRecord } from "../../base/values.ts";
import { checkLimits } from "./check-limits.ts";
import { FORMATS } from "./formats.ts";
import type { SchemaNode, SchemaObject } from "./node.ts";
import { isScalar, SCALARS } from "./scalars.ts";
import { definition } from "./schemas.ts";

/** A value and its place. */
interface Place {
  readonly value: unknown;
  /** The path for messages. */
  readonly at: string;
  /** The name of the thing that has the fields: `Container`, or the field that holds it. */
  readonly owner: string;
}

/** Reports every part of a value that the API server refuses or drops. */
export function checkValue(node: SchemaNode, place: Place, report: Report): void {
  const { value, at } = place;
  if (typeof node === "string") {
    if (!isScalar(node)) return checkValue(definition(node), { ...place, owner: ownerOf(node, place.owner) }, report);
    const problem = SCALARS[node](value);
    if (problem !== undefined) report(at, problem);
    return;
  }
  let isMistyped = false;
  checkType(node, place, (path, message, hint) => {
    isMistyped ||= path === at;
    report(path, message, hint);
  });
  // A value of the wrong type has no limits that count.
  if (!isMistyped) checkLimits(node, value, (message) => report(at, message));
}

/** Returns the name of a definition for messages. The shared parts of custom resources only have numbers. */
const ownerOf = (name: string, owner: string): string => {
  const last = name.slice(name.lastIndexOf(".") + 1);
  return /^\d/.test(last) ? owner : last;
};

function checkType(node: SchemaObject, place: Place, report: Report): void {
  const { value, at } = place;
  if (node.p !== undefined || node.m !== undefined) {
    if (isRecord(value)) checkFields(node, value, place, report);
    else report(at, "is not an object");
  } else if (node.a !== undefined) {
    if (Array.isArray(value)) checkItems(node, node.a, value, { place, report });
    else report(at, "is not a list");
  } else if (node.t !== undefined) checkValue(node.t, place, report);
}

function checkFields(
  { p, m, mk, r = [], o }: SchemaObject,
  value: Readonly<Record<string, unknown>>,
  { at, owner }: Place,
  report: Report,
): void {
  for (const field of r) if (!Object.hasOwn(value, field)) report(`${at}.${field}`, "is missing");
  for (const [field, item] of Object.entries(value)) {
    const place = { value: item, at: `${at}.${field}`, owner: field };
    const node = p !== undefined && Object.hasOwn(p, field) ? p[field] : m;
    if (node !== undefined) checkValue(node, place, report);
    else if (o === undefined) report(place.at, unknownField(field, owner, Object.keys(p ?? {})));
    const problem = mk === undefined ? undefined : FORMATS[mk](field);
    if (problem !== undefined) report(place.at, `the key ${JSON.stringify(field)} ${problem}`);
  }
}

function unknownField(field: string, owner: string, known: readonly string[]): string {
  const near = nearest(field, known);
  return `${owner} has no field ${JSON.stringify(field)}${near === undefined ? "" : `; did you mean "${near}"?`}`;
}

function checkItems(
  { k }: SchemaObject,
  node: SchemaNode,
  items: readonly unknown[],
  { place: { at, owner }, report }: { readonly place: Place; readonly report: Report },
): void {
  const seen = new Map<string, number>();
  for (const [index, value] of items.entries()) {
    checkValue(node, { value, at: `${at}.${index}`, owner }, report);
    if (k === undefined) continue;
    const key = keyOf(value, k);
    if (key === undefined) continue;
    const text = JSON.stringify(key);
    const first = seen.get(text);
    if (first === undefined) seen.set(text, index);
    else report(`${at}.${index}`, `has the same ${k.length === 0 ? "value" : k.join(" and ")} as item ${first}`);
  }
}

/** Returns the values that identify an item. Returns undefined if one is missing: then the item has another problem. */
function keyOf(value: unknown, fields: readonly string[]): readonly unknown[] | undefined {
  if (fields.length === 0) return [value];
  if (!isRecord(value)) return undefined;
  const key = fields.map((field) => value[field] ?? (field === "protocol" ? "TCP" : undefined));
  return key.includes(undefined) ? undefined : key;
}
