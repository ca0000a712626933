import * as z from "zod/mini";

/** Builds the schema of a whole number in a range. */
export const integer = (minimum: number, maximum: number) => z.int().check(z.gte(minimum), z.lte(maximum));

/** Builds the schema of an optional whole number in a range. */
export const optionalInteger = (minimum: number, maximum: number) => z.optional(integer(minimum, maximum));

/** Builds the schema of a function. `shape` is an example for the message. */
export const functionOf = (shape: string) => z.custom((value) => typeof value === "function", `must be a function such as ${shape}`);

/** The schema of arguments. */
export const words = z.array(z.string());

/** The schema of a command: a program and its arguments. */
export const command = z.array(z.string()).check(z.minLength(1));

/** The schema of a path that starts with a slash. */
export const absolutePath = z.string().check(z.regex(/^\//, 'must start with "/"'));
