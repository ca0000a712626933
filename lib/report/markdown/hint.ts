import { code } from "./escape-markdown.ts";

/** Ends a line with its hint, as a code span that can be copied; without one, adds nothing. */
export const withHint = (line: string, hint: string | undefined): string => (hint === undefined ? line : `${line}; hint: ${code(hint)}`);
