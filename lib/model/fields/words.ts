import * as z from "zod/mini";
import type { EnvContext } from "./context.ts";
import { type Text, textOf, textSchema } from "./plain.ts";

/** Arguments or a command. `$(NAME)` refers to a variable, and `$$(NAME)` is the text itself. */
export type Words = readonly Text[];

/** Arguments or a command, or a function that returns them. */
export type WordsInput<P, N, C> = Words | ((context: EnvContext<P, N, C>) => Words);

/** Returns the strings of arguments. */
export const wordsOf = (words: Words = []): readonly string[] => words.map(textOf);

/** Returns the strings of arguments that no function returns. */
export const staticWords = <P, N, C>(words: WordsInput<P, N, C> = []): readonly string[] =>
  typeof words === "function" ? [] : wordsOf(words);

/** The schema of arguments. */
export const wordsSchema = z.array(textSchema);

/** The schema of a command: a program and its arguments. */
export const commandSchema = wordsSchema.check(z.minLength(1));

export const wordsInputSchema = z.union([wordsSchema, z.custom((value) => typeof value === "function")], "must be a list");

export const commandInputSchema = wordsInputSchema.check(
  z.check(({ value, issues }) => {
    if (Array.isArray(value) && value.length === 0) issues.push({ code: "too_small", origin: "array", minimum: 1, input: value });
  }),
);
