import { MISPLACED } from "../tagged.ts";

/** Returns the reason why no file can hold a string, or undefined if a file can. */
export const textProblem = (text: string): string | undefined =>
  text.includes(MISPLACED)
    ? "joins text to a value that only the cluster knows"
    : text.isWellFormed()
      ? undefined
      : "contains half of a surrogate pair, which UTF-8 cannot encode";

/** Returns the reason why no program can get a string as an argument, or undefined if it can. */
export const wordProblem = (word: string): string | undefined =>
  textProblem(word) ?? (word.includes("\0") ? "contains a NUL character, which no argument can hold" : undefined);
