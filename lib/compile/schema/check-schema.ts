import type { Report } from "../../base/problem.ts";
import type { Manifest } from "../../model/manifest.ts";
import { checkValue } from "./check-value.ts";
import { FORMATS } from "./formats.ts";
import { definition, definitionOfKind, versionsOfKind } from "./schemas.ts";

/** True if the API server accepts an object as it is. Reports each part that it refuses or drops. Only metadata of unknown kinds is checked. */
export function checkSchema(manifest: Manifest, at: string, report: Report): boolean {
  const { apiVersion, kind, metadata } = manifest;
  const reported = new Set<string>();
  const reportOnce: Report = (path, message, hint) => {
    if (reported.has(path)) return;
    reported.add(path);
    report(path, message, hint);
  };
  const name = definitionOfKind(apiVersion, kind);
  const root = name === undefined ? undefined : definition(name);
  const format = typeof root === "object" ? root.n : undefined;
  const problem = FORMATS[format ?? "subdomain"](metadata.name);
  if (root !== undefined) checkValue(root, { value: manifest, at, owner: kind }, reportOnce);
  else {
    const known = apiVersion.includes(".") ? [] : versionsOfKind(kind);
    if (known.length > 0) reportOnce(`${at}.apiVersion`, `"${apiVersion}" has no ${kind}; write "${known.join('" or "')}"`);
    checkValue("meta.v1.ObjectMeta", { value: metadata, at: `${at}.metadata`, owner: "metadata" }, reportOnce);
  }
  if (problem !== undefined) reportOnce(`${at}.metadata.name`, `"${metadata.name}" ${problem}`);
  return reported.size === 0;
}
