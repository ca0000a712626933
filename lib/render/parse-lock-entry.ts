import type { Report } from "../base/problem.ts";
import { suggestion } from "../base/suggestion.ts";
import { isRecord } from "../base/values.ts";
import { ENTRY_FIELDS, type LockFields, type NestedField, type ScalarField } from "../resolve/lock-fields.ts";
import type { LockEntry } from "../resolve/lock.ts";

type Values = Readonly<Record<string, unknown>>;

/** Reads a service's entry from parsed YAML, and reports every problem. @returns undefined if it has a problem */
export function parseLockEntry(service: string, value: Values, report: Report): LockEntry | undefined {
  const entry = parseFields(ENTRY_FIELDS, service, value, report);
  // The registry's grammars have just checked every field.
  return entry as LockEntry | undefined;
}

function parseFields(fields: LockFields, at: string, value: Values, report: Report): Values | undefined {
  const parsed: Record<string, unknown> = {};
  let valid = true;
  for (const [name, content] of Object.entries(value)) {
    const path = `${at}.${name}`;
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) report(path, `unknown field${suggestion(name, Object.keys(fields))}`);
    const found = field === undefined ? undefined : parseField(field, path, content, report);
    if (found === undefined) valid = false;
    else parsed[name] = found;
  }
  for (const [name, { required }] of Object.entries(fields)) {
    if (!required || Object.hasOwn(value, name)) continue;
    report(`${at}.${name}`, "missing");
    valid = false;
  }
  if (!valid) return undefined;
  // In the registry's order, so that equal entries have equal JSON.
  return Object.fromEntries(Object.keys(fields).flatMap((name) => (Object.hasOwn(parsed, name) ? [[name, parsed[name]]] : [])));
}

function parseField(field: ScalarField | NestedField, path: string, content: unknown, report: Report): unknown {
  if (field.type === "fields") {
    if (isRecord(content)) return parseFields(field.fields, path, content, report);
    report(path, `is not ${field.shape}`);
    return undefined;
  }
  if (typeof content === "string" && grammarOf(field).test(content)) return field.type === "number" ? Number(content) : content;
  report(path, `${JSON.stringify(content)} is not ${field.shape}`);
  return undefined;
}

const grammars = new Map<ScalarField, RegExp>();

function grammarOf(field: ScalarField): RegExp {
  const known = grammars.get(field) ?? new RegExp(`^(?:${field.grammar})$`);
  grammars.set(field, known);
  return known;
}
