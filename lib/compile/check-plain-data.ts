import type { Report } from "../base/problem.ts";
import { isPlainObject } from "../base/values.ts";
import { secretInGit, USE_A_SECRET_NEED } from "./secret-in-git.ts";

/** Reports every value that JSON or YAML cannot hold unchanged, and every Secret. A shared part is checked once. */
export function checkPlainData(root: Readonly<Record<string, unknown>>, at: string, report: Report): void {
  const ancestors = new Set<object>();
  const checked = new Set<object>();
  const visit = (value: unknown, place: string): void => {
    if (typeof value !== "object" || value === null) {
      const problem = scalarProblem(value);
      if (problem !== undefined) report(place, problem);
      return;
    }
    if (ancestors.has(value)) return report(place, "contains itself");
    if (checked.has(value)) return;
    checked.add(value);
    if (!Array.isArray(value) && !isPlainObject(value)) return report(place, `is a ${value.constructor.name}, not plain data`);
    if (value !== root && isFilledSecret(value)) return report(place, secretInGit(value), USE_A_SECRET_NEED);
    reportHidden(value, place, report);
    ancestors.add(value);
    for (const [key, item] of entriesOf(value)) {
      if (key === "__proto__") report(place, 'has a field called "__proto__"');
      else visit(item, `${place}.${key}`);
    }
    ancestors.delete(value);
  };
  visit(root, at);
}

/** Reports the properties of an object or a list that YAML leaves out. */
function reportHidden(value: object, at: string, report: Report): void {
  for (const key of Reflect.ownKeys(value)) {
    if (typeof key === "symbol") {
      report(at, `has a field whose name is a symbol: ${String(key)}`);
      continue;
    }
    if (Array.isArray(value) && key === "length") continue;
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (property?.get !== undefined || property?.set !== undefined) report(`${at}.${key}`, "is a getter; write its value");
    else if (property?.enumerable !== true) report(`${at}.${key}`, "is hidden: it is not enumerable; assign it");
    else if (Array.isArray(value) && !/^\d+$/.test(key)) report(`${at}.${key}`, "is a named field of a list");
  }
}

/** Explains why a scalar is refused. YAML readers round a number that a 64-bit float cannot hold. */
function scalarProblem(value: unknown): string | undefined {
  switch (typeof value) {
    case "string":
      return value.isWellFormed() ? undefined : "contains half of a surrogate pair, which UTF-8 cannot encode";
    case "boolean":
      return undefined;
    case "number":
      return isExact(value) ? undefined : `${Object.is(value, -0) ? "-0" : value} is not a number that YAML keeps`;
    case "object":
      return "is null; leave the field out";
    case "undefined":
      return "is undefined; leave the field out";
    default:
      return `is a ${typeof value}; leave the field out`;
  }
}

/** True if JSON and YAML keep a number. */
export const isExact = (value: number): boolean =>
  Number.isFinite(value) && !Object.is(value, -0) && (!Number.isInteger(value) || Number.isSafeInteger(value));

/** True if a value is a Secret with data. A mere reference to a Secret has none. */
const isFilledSecret = (value: object): value is Readonly<Record<string, unknown>> =>
  isPlainObject(value) && value["kind"] === "Secret" && (value["data"] !== undefined || value["stringData"] !== undefined);

/** Lists fields or items. `Object.entries` of a list would skip its gaps. */
const entriesOf = (value: object): readonly (readonly [string, unknown])[] =>
  Array.isArray(value) ? Array.from(value, (item: unknown, index) => [String(index), item] as const) : Object.entries(value);
