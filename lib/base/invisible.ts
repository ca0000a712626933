/** Characters that a terminal and a browser show as nothing, or as a space that is none. */
const INVISIBLE = /(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** True if a string has characters that a reader cannot see. A plain space is visible. */
export const hasInvisible = (text: string): boolean => INVISIBLE.test(text);

/** Replaces the characters that a reader cannot see by their codes: `\u{200b}`. */
export const showInvisible = (text: string): string =>
  text.replace(new RegExp(INVISIBLE, "gu"), (mark) => `\\u{${mark.codePointAt(0)?.toString(16)}}`);
