import type { Report } from "../../base/problem.ts";
import { isSecretText } from "./check-words.ts";
import { SECRET_HINTS } from "./hints.ts";
import { secretIn } from "./secret-shape.ts";

/**
 * Reports every secret in named strings: by its value, and by its name.
 * @param isAllowed true for strings that `plain` allows
 */
export function checkNamed(
  texts: Readonly<Record<string, string>>,
  at: string,
  isAllowed: (text: string) => boolean,
  report: Report,
): void {
  for (const [name, text] of Object.entries(texts)) {
    if (isAllowed(text)) continue;
    const what = secretIn(text) ?? secretIn(`${name}: ${text}`);
    if (what !== undefined) report(`${at}.${name}`, `contains ${what}`, SECRET_HINTS.text);
    else if (isSecretText(nameInKey(name), text) && !isSecretReference(name, text))
      report(`${at}.${name}`, "looks like a secret, and its value would be in git", SECRET_HINTS.text);
  }
}

/** True if an annotation names a Secret or a path in a store: `nginx.ingress.kubernetes.io/auth-secret: shop/basic-auth`. */
export const isSecretReference = (key: string, text: string): boolean =>
  nameInKey(key).includes("secret") && /^[a-z0-9][a-z0-9.-]*(?:\/[a-z0-9][a-z0-9.-]*)*$/.test(text);

/** Returns the name in the key of an annotation, without its domain. */
export const nameInKey = (key: string): string => key.slice(key.lastIndexOf("/") + 1);
