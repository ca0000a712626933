import { FAIRLEAD } from "../../../base/fairlead.ts";
import { NODE_VERSION, TYPESCRIPT_VERSION } from "../versions.ts";
import type { InitAnswers } from "../answers.ts";

type Json = Readonly<Record<string, unknown>>;

/** Returns the fields that `package.json` needs. npm's Node runs Fairlead where the system's is too old. */
const fields = ({ name, fairlead }: InitAnswers): Readonly<Record<string, unknown>> => ({
  name: `${name}-ops`,
  private: true,
  type: "module",
  scripts: { up: `${FAIRLEAD} up`, check: `${FAIRLEAD} check && tsc` },
  devDependencies: { fairlead, typescript: TYPESCRIPT_VERSION },
  optionalDependencies: { node: NODE_VERSION },
});

/** Returns `package.json`. */
export const packageJsonTemplate = (answers: InitAnswers): string => format(fields(answers));

/** Adds missing fields to an existing `package.json`, and missing entries to its scripts and dependencies. Changes no value. */
export function completePackageJson(text: string, answers: InitAnswers): string {
  const existing: Json = JSON.parse(text);
  const dependencies = new Set(Object.keys({ ...record(existing["dependencies"]), ...record(existing["devDependencies"]) }));
  const added = Object.entries(fields(answers)).map(([field, value]) => {
    const present = existing[field];
    if (typeof value !== "object") return [field, present ?? value];
    const missing = Object.entries(record(value)).filter(([key]) => field === "scripts" || !dependencies.has(key));
    return [field, { ...Object.fromEntries(missing), ...record(present) }];
  });
  return format({ ...existing, ...Object.fromEntries(added.filter(([, value]) => JSON.stringify(value) !== "{}")) });
}

const record = (value: unknown): Json => (typeof value === "object" && value !== null ? { ...value } : {});

const format = (value: Json): string => `${JSON.stringify(value, null, 2)}\n`;
