import { isHostName } from "../base/dns-names.ts";

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** True if a string is the value of a label. Source: Kubernetes, `IsValidLabelValue`; an empty value is valid, too. */
export const isLabelValue = (value: string): boolean => value === "" || NAME.test(value);

/** True if a string is the key of a label, or the name of a resource: `name` or `<domain>/name`. Source: Kubernetes, `IsQualifiedName`. */
export function isQualifiedName(text: string): boolean {
  const [first = "", second, ...rest] = text.split("/");
  if (rest.length > 0) return false;
  return second === undefined ? NAME.test(first) : isHostName(first) && NAME.test(second);
}
