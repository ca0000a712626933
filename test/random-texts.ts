import * as fc from "fast-check";

const ODD_TEXTS = [
  "",
  "no",
  "1e3",
  "12e4567",
  "0o17",
  "~",
  "a: b",
  " x ",
  "a\nb\n",
  "---",
  "# a",
  "<<",
  "\u2028",
  "😀",
  "'",
  '"',
  "- a",
  "2001-01-01",
];
/** A string that YAML readers may read differently. */
export const text = fc
  .oneof(fc.constantFrom(...ODD_TEXTS), fc.string({ maxLength: 12 }), fc.string({ unit: "binary", maxLength: 6 }))
  .filter((each) => !each.includes("\0"));
const variable = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,6}$/).filter((name) => !/TOKEN|KEY|SECRET|BEARER/.test(name));
/** Environment variables. None is named like a secret. */
export const variables = fc.dictionary(variable, fc.oneof(text, fc.integer(), fc.boolean()), { maxKeys: 4, noNullPrototype: true });
