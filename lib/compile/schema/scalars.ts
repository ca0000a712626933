import { normalizeQuantity } from "../../model/quantity.ts";
import { notAQuantity } from "../../model/rules/resources.ts";
import { FORMATS } from "./formats.ts";

/** Returns the problem of a value, else undefined. */
type ScalarCheck = (value: unknown) => string | undefined;

const INT32 = 2 ** 31;

const integer =
  (isInRange: (value: number) => boolean, range: string): ScalarCheck =>
  (value) => {
    if (typeof value !== "number") return mistyped(value, "a whole number");
    if (!Number.isInteger(value)) return `${value} is not a whole number`;
    return isInRange(value) ? undefined : `${value} is not in the range of ${range}`;
  };

const int32 = integer((value) => value >= -INT32 && value < INT32, "32 bits");

/** The scalars of the schemas. */
export const SCALARS = {
  any: () => undefined,
  string: (value) => (typeof value === "string" ? undefined : mistyped(value, "a string")),
  boolean: (value) => (typeof value === "boolean" ? undefined : mistyped(value, "true or false")),
  number: (value) => (typeof value === "number" ? undefined : mistyped(value, "a number")),
  int32,
  int64: integer(Number.isSafeInteger, "64 bits"),
  "int-or-string": (value) => (typeof value === "string" ? undefined : int32(value)),
  quantity: (value) => {
    if (typeof value !== "string" && typeof value !== "number") return "is not a quantity";
    const normal = normalizeQuantity(String(value));
    if (normal === undefined) return notAQuantity(String(value));
    return normal.startsWith("-") ? `${JSON.stringify(value)} is negative` : undefined;
  },
  time: (value) => (typeof value === "string" ? FORMATS["date-time"](value) : "is not a string"),
} as const satisfies Readonly<Record<string, ScalarCheck>>;

export type ScalarName = keyof typeof SCALARS;

export const isScalar = (name: string): name is ScalarName => Object.hasOwn(SCALARS, name);

/** Words a value of the wrong type, and how to write it if only the quotes are wrong. */
function mistyped(value: unknown, wanted: string): string {
  if (typeof value === "object") return `is not ${wanted}`;
  const shown = JSON.stringify(value);
  if (wanted === "a string") return `${shown} is not a string; write "${shown}"`;
  const isQuoted =
    typeof value === "string" && (wanted === "true or false" ? /^(?:true|false)$/.test(value) : /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(value));
  return `${shown} is not ${wanted}${isQuoted ? `; write ${value}` : ""}`;
}
