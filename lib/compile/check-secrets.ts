import type { Report } from "../base/problem.ts";
import { isRecord } from "../base/values.ts";
import { referencesIn } from "../model/references.ts";
import { checkWords } from "../model/secrets/check-words.ts";
import { isSecretReference, nameInKey } from "../model/secrets/check-named.ts";
import { isSecretName } from "../model/secrets/secret-name.ts";
import { secretIn } from "../model/secrets/secret-shape.ts";
import { USE_A_SECRET_NEED } from "./secret-in-git.ts";

/** True for a string that is no secret, although it looks like one. */
export type IsAllowed = (text: string) => boolean;

/**
 * Reports the secrets in an object that a person's function returns. Any string may have the shape of one. Names count in the data of a
 * ConfigMap, in variables, arguments and headers. They also count in labels, annotations and triggers of KEDA.
 */
export function checkSecrets(root: object, at: string, report: Report, isAllowed: IsAllowed): void {
  const seen = new Set<object>();
  const visit = (value: unknown, place: string, keys: readonly string[]): void => {
    if (typeof value === "string") return checkText(value, place);
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    const [outer, list, last] = [undefined, undefined, undefined, ...keys].slice(-3);
    if ((list === "env" || list === "httpHeaders") && isRecord(value)) checkNamed(value["name"], value["value"], `${place}.value`);
    if (last === "annotations" || last === "labels" || (outer === "triggers" && last === "metadata")) checkKeys(value, place);
    if ((last === "args" || last === "command") && isWords(value)) {
      checkWords(value, place, isAllowed, (path, message) => report(path, message, USE_A_SECRET_NEED));
    } else for (const [key, item] of Object.entries(value)) visit(item, `${place}.${key}`, [...keys, key]);
  };
  const checkKeys = (texts: object, place: string): void => {
    for (const [key, text] of Object.entries(texts)) {
      if (typeof text === "string" && !isSecretReference(key, text)) checkNamed(nameInKey(key), text, `${place}.${key}`);
    }
  };
  const checkText = (text: string, place: string): void => {
    const what = secretIn(text);
    if (what !== undefined && !isAllowed(text)) report(place, `contains ${what}`, USE_A_SECRET_NEED);
  };
  const checkNamed = (name: unknown, value: unknown, place: string): void => {
    if (typeof name !== "string" || typeof value !== "string" || !isSecretName(name, value)) return;
    if (value === "" || referencesIn(value).length > 0 || secretIn(value) !== undefined || isAllowed(value)) return;
    report(place, "looks like a secret, and its value would be in git", USE_A_SECRET_NEED);
  };
  if (isRecord(root) && root["kind"] === "ConfigMap" && isRecord(root["data"])) {
    for (const [name, value] of Object.entries(root["data"])) if (VARIABLE.test(name)) checkNamed(name, value, `${at}.data.${name}`);
  }
  visit(root, at, []);
}

/** A key that may be a variable. Others, such as `tls.key`, are files. */
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

const isWords = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((word) => typeof word === "string");
