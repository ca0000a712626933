import * as z from "zod/mini";

/** The earlier name of a stack, or several, newest first. */
export type MovedFromInput = string | readonly string[];

export const movedFromSchema = z.union([z.string(), z.array(z.string())], 'must be the name of a stack, such as "prod"');

/** Returns the earlier names, newest first. */
export const movedFromOf = (input: MovedFromInput = []): readonly string[] => (typeof input === "string" ? [input] : input);
