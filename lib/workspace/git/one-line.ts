/** Returns a name or a subject of a commit as one line, at most 200 characters, for locks and reports. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, " ")
    .trim()
    .slice(0, 200);
