import { FAIRLEAD } from "../../base/fairlead.ts";
import type { Colors } from "../colors.ts";

/** Formats a hint, which is a command or an edit; without one, returns no line. */
export const hintLines = (hint: string | undefined, { cyan }: Colors): readonly string[] =>
  hint === undefined ? [] : [`${cyan("hint")}: ${hint}`];

/** Counts the items that a list leaves out; for a list that is complete, returns no line. @param noun `" fields"`, after the number */
export const moreLines = (items: readonly unknown[], maximum: number, noun = ""): readonly string[] =>
  items.length > maximum ? [`... and ${items.length - maximum} more${noun}; --json lists all`] : [];

/** The hint for a datastore without releases. */
export const RECORD_HINT = `${FAIRLEAD} release record --help`;
