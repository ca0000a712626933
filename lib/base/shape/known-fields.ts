import type { core } from "zod/mini";

/** Returns the fields that a schema knows at a path, for "did you mean". The value's `kind` selects the option of a union. */
export function fieldsAt(schema: core.$ZodType, value: unknown, path: readonly PropertyKey[]): readonly string[] {
  const found = walk(schema, value, path);
  const shape = found === undefined ? undefined : part(found, "shape");
  // A constructor sets the kind, so nobody writes it.
  return isRecord(shape) ? Object.keys(shape).filter((field) => field !== "kind") : [];
}

/** Returns the known values of a union's discriminator. `path` leads to the discriminator. */
export function kindsAt(schema: core.$ZodType, value: unknown, path: readonly PropertyKey[]): readonly string[] {
  const field = path.at(-1);
  const union = schemaAt(schema, value, path.slice(0, -1));
  if (union === undefined || typeof field !== "string") return [];
  return optionsOf(union).flatMap((option) =>
    [...(option._zod.propValues?.[field] ?? [])].filter((kind) => kind !== undefined).map(String),
  );
}

/** Returns the schema at a path. At the end of the path, the matching option replaces a union. */
function walk(schema: core.$ZodType, value: unknown, path: readonly PropertyKey[]): core.$ZodType | undefined {
  const [key, ...rest] = path;
  const at = chosen(schema, value);
  if (key === undefined) return at;
  const next = child(at, key);
  return next === undefined ? undefined : walk(next, valueOf(value, key), rest);
}

/** Returns the schema at a path. At the end of the path, a union stays a union. */
export function schemaAt(schema: core.$ZodType, value: unknown, path: readonly PropertyKey[]): core.$ZodType | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return unwrapped(schema);
  const next = child(chosen(schema, value), key);
  return next === undefined ? undefined : schemaAt(next, valueOf(value, key), rest);
}

/** Lists the schemas that a union joins, also those of inner unions. Any other schema is alone. */
export function formsOf(schema: core.$ZodType): readonly core.$ZodType[] {
  const inner = unwrapped(schema);
  const options = optionsOf(inner);
  return options.length > 0 ? options.flatMap(formsOf) : [inner];
}

/** True if a schema describes an object by its fields. */
export const hasFields = (schema: core.$ZodType): boolean => part(schema, "type") === "object";

/** Returns the option of a union that has the value's `kind`. Returns any other schema unchanged. */
function chosen(schema: core.$ZodType, value: unknown): core.$ZodType {
  const inner = unwrapped(schema);
  const kind = valueOf(value, "kind");
  const option = optionsOf(inner).find((each) => isPrimitive(kind) && (each._zod.propValues?.["kind"]?.has(kind) ?? false));
  return option === undefined ? inner : chosen(option, value);
}

function unwrapped(schema: core.$ZodType): core.$ZodType {
  const inner = part(schema, "innerType");
  return isSchema(inner) ? unwrapped(inner) : schema;
}

function child(schema: core.$ZodType, key: PropertyKey): core.$ZodType | undefined {
  const shape = part(schema, "shape");
  const next = isRecord(shape) ? Reflect.get(shape, key) : (part(schema, "valueType") ?? part(schema, "element"));
  return isSchema(next) ? next : undefined;
}

function optionsOf(schema: core.$ZodType): readonly core.$ZodType[] {
  const options = part(schema, "options");
  return Array.isArray(options) ? options.filter(isSchema) : [];
}

/** True if a discriminator can have the value. An option without a discriminator has undefined. */
const isPrimitive = (value: unknown): value is string | undefined => typeof value === "string" || value === undefined;

const part = (schema: core.$ZodType, name: string): unknown => Reflect.get(schema._zod.def, name);

const valueOf = (value: unknown, key: PropertyKey): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;

const isRecord = (value: unknown): value is object => typeof value === "object" && value !== null;

const isSchema = (value: unknown): value is core.$ZodType => isRecord(value) && "_zod" in value;
