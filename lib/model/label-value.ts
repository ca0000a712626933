/** A string that needs no change. Most owners and tags are such strings. */
const PLAIN = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/**
 * Turns a string into a label value: at most 63 characters, with an alphanumeric character first and last.
 * A character that no label value may have becomes "-".
 */
export const labelValue = (text: string): string =>
  PLAIN.test(text)
    ? text
    : text
        .replace(/[^A-Za-z0-9._-]/g, "-")
        .replace(/^[^A-Za-z0-9]+/, "")
        .slice(0, 63)
        .replace(/[^A-Za-z0-9]+$/, "");
