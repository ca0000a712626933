import * as z from "zod/mini";
import { isRecord } from "../../base/values.ts";

/** Builds the schema of a whole number in a range. */
export const integer = (minimum: number, maximum: number) => z.int().check(z.gte(minimum), z.lte(maximum));

/** Builds the schema of an optional whole number in a range. */
export const optionalInteger = (minimum: number, maximum: number) => z.optional(integer(minimum, maximum));

/** Builds the schema of a function. `shape` is an example for the message. */
export const functionOf = (shape: string) => z.custom((value) => typeof value === "function", `must be a function such as ${shape}`);

/** The schema of a path that starts with a slash. */
export const absolutePath = z.string().check(z.regex(/^\//, 'must start with "/"'));

/**
 * Builds the schema of a literal value or of a value that a constructor returns. A union would explain a wrong literal by its fields.
 * @param tagged kind -> the schema of the constructor's values
 * @param message the problem of a wrong literal. @default it must be a string
 */
export const literalOr = (literal: z.ZodMiniType, tagged: Readonly<Record<string, z.ZodMiniType>>, message?: string) =>
  z.unknown().check(
    z.check(({ value, issues }) => {
      const kind = isRecord(value) && Object.hasOwn(value, "kind") ? String(value["kind"]) : "";
      const schema = Object.hasOwn(tagged, kind) ? tagged[kind] : undefined;
      const result = (schema ?? literal).safeParse(value);
      if (result.success) return;
      if (schema !== undefined) issues.push({ code: "invalid_union", input: value, errors: [result.error.issues], message: message ?? "" });
      else if (message !== undefined) issues.push({ code: "custom", input: value, message });
      else issues.push({ code: "invalid_type", expected: "string", input: value });
    }),
  );
