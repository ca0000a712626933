import * as fc from "fast-check";
import { fieldRef, resourceFieldRef } from "../lib/index.ts";
import { textProblem } from "../lib/model/rules/text-problem.ts";
import { isSecretName } from "../lib/model/secrets/secret-name.ts";

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
  .filter((each) => textProblem(each) === undefined && !each.includes("$("));
const variable = fc.stringMatching(/^[A-Za-z_.-][A-Z0-9_.-]{0,6}$/).filter((name) => !name.startsWith(".") && !isSecretName(name, "x"));
const value = fc.oneof(
  { weight: 9, arbitrary: fc.oneof(text, fc.integer(), fc.boolean()) },
  { weight: 1, arbitrary: fc.constantFrom(fieldRef("status.podIP"), resourceFieldRef("limits.memory", { divisor: "1Mi" })) },
);
/** Environment variables, some with a reference to another one. None is named like a secret. */
export const variables = fc
  .tuple(fc.dictionary(variable, value, { maxKeys: 4, noNullPrototype: true }), fc.boolean())
  .map(([all, refers]) => {
    const [first] = Object.keys(all);
    return refers && first !== undefined ? { ...all, REFERS: `<$(${first})$$(${first})>` } : all;
  });
