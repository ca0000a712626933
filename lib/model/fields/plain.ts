import * as z from "zod/mini";
import { isRecord } from "../../base/values.ts";
import { literalOr } from "./schema-parts.ts";
import { tagged } from "../tagged.ts";

/** A value that looks like a secret and is none. */
export interface Plain<T extends PlainValue = PlainValue> {
  readonly kind: "plain";
  readonly value: T;
  readonly because: string;
}

type PlainValue = string | number | boolean;

/** A string of a spec. `plain("...", "because ...")` allows one that looks like a secret. */
export type Text = string | Plain<string>;

/**
 * Allows a value that looks like a secret: `plain("public-key-of-the-shop", "because browsers see it anyway")`.
 * @param because the reason, for the people who review the change
 */
export const plain = <T extends PlainValue>(value: T, because: string): Plain<T> => tagged({ kind: "plain", value, because });

/** Returns the string of a spec. */
export const textOf = (text: Text): string => (typeof text === "string" ? text : text.value);

/** Returns the strings of a record. */
export const textsOf = (texts: Readonly<Record<string, Text>> = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, textOf(text)]));

/** True if an untyped value comes from `plain`. */
export const isPlain = (value: unknown): value is Plain => isRecord(value) && value["kind"] === "plain";

/** Lists the strings that `plain` allows anywhere in a value. */
export function allowedIn(value: unknown): readonly string[] {
  if (isPlain(value)) return [String(value.value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(allowedIn) : [];
}

const because = z.string('must be a reason, such as "because browsers see it anyway"').check(z.minLength(1));

const schemaOf = (value: z.ZodMiniType) => z.strictObject({ kind: z.literal("plain"), value, because });

/** The schema of a plain variable. */
export const plainSchema = schemaOf(z.union([z.string(), z.number(), z.boolean()], "must be a string, a number or a boolean"));

/** The schema of a plain string. */
export const plainTextSchema = schemaOf(z.string());

/** The schema of a string that may be plain. */
export const textSchema = literalOr(z.string(), { plain: plainTextSchema });
