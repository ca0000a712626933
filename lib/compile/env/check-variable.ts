import type { Report } from "../../base/problem.ts";
import { PRIVATE_KEY } from "../../model/rules/contents.ts";

/** Names of variables that hold secrets. From the rules of Polaris and kube-linter. */
const SECRET_NAME = /password|token|secret|bearer|key|credential/i;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Turns a variable's value into a string. Reports at most one problem. A secret's name may have the path of a secret's file. */
export function checkVariable(name: string, value: unknown, secretFiles: ReadonlySet<string>, report: Report): string {
  const at = `env.${name}`;
  const text = stringOf(value);
  if (!NAME.test(name) || name === "__proto__") report(at, `"${name}" is not the name of an environment variable`);
  else if (text === undefined) report(at, value === undefined ? "has no value" : "is not a string, a number, true or false");
  else if (PRIVATE_KEY.test(text) || (SECRET_NAME.test(name) && !secretFiles.has(text))) {
    report(
      at,
      "looks like a secret, and its value would be in git",
      "declare needs: { name: secret() } and pass the path of its file: needs.name.path",
    );
  } else if (text.includes("\0")) report(at, "contains a NUL character, which no environment variable can hold");
  else if (!text.isWellFormed()) report(at, "contains half of a surrogate pair, which UTF-8 cannot encode");
  return text ?? "";
}

/** Returns the string of a value that a variable may have; undefined for other values. */
export const stringOf = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))
    ? String(value)
    : undefined;
