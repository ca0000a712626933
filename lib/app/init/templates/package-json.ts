import { FAIRLEAD } from "../../../base/fairlead.ts";
import { NODE_VERSION, TYPESCRIPT_VERSION } from "../versions.ts";
import type { InitAnswers } from "../answers.ts";
import { type Json, objectIn, parsePackageJson } from "../parse-package-json.ts";

/** Returns the fields that `package.json` needs. npm's Node runs Fairlead where the system's is too old. */
const fields = ({ name, fairlead }: InitAnswers): Readonly<Record<string, unknown>> => ({
  name: `${name}-ops`,
  private: true,
  type: "module",
  scripts: { up: `${FAIRLEAD} up`, gen: `${FAIRLEAD} render`, check: `${FAIRLEAD} check && tsc` },
  devDependencies: { fairlead, typescript: TYPESCRIPT_VERSION },
  optionalDependencies: { node: NODE_VERSION },
});

/** Returns `package.json`. */
export const packageJsonTemplate = (answers: InitAnswers): string => format(fields(answers));

/**
 * Adds missing fields to an existing `package.json`, and missing entries to its scripts and dependencies. Changes no value.
 * @throws Error with the reason, if the text is no `package.json`
 */
export function completePackageJson(text: string, answers: InitAnswers): string {
  const existing = parsePackageJson(text);
  const dependencies = new Set(["dependencies", "devDependencies"].flatMap((field) => Object.keys(objectIn(field, existing[field]))));
  const added = Object.entries(fields(answers)).flatMap(([field, value]): readonly (readonly [string, unknown])[] => {
    if (typeof value !== "object") return field in existing ? [] : [[field, value]];
    const wanted = Object.entries(objectIn(field, value)).filter(([key]) => field === "scripts" || !dependencies.has(key));
    const merged = { ...Object.fromEntries(wanted), ...objectIn(field, existing[field]) };
    return Object.keys(merged).length === 0 ? [] : [[field, merged]];
  });
  return format({ ...existing, ...Object.fromEntries(added) });
}

const format = (value: Json): string => `${JSON.stringify(value, null, 2)}\n`;
