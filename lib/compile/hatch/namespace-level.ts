import type { Report } from "../../base/problem.ts";
import type { Manifest } from "../../model/manifest.ts";
import { ENFORCED_LEVEL, type PodSecurityLevel } from "../../model/pod-security.ts";

/** Reports a namespace with another Pod Security level than that of the stack. `podSecurity` sets the level. */
export function checkNamespaceLevel(
  { apiVersion, kind, metadata: { labels = {} } }: Manifest,
  level: PodSecurityLevel,
  report: Report,
): void {
  if (kind !== "Namespace" || apiVersion !== "v1") return;
  const given = labels[ENFORCED_LEVEL];
  if (given !== undefined && given !== level)
    report(`metadata.labels.${ENFORCED_LEVEL}`, `must be "${level}", got "${given}"`, levelHint(given));
  const version = labels[`${ENFORCED_LEVEL}-version`] ?? "latest";
  if (version !== "latest")
    report(`metadata.labels.${ENFORCED_LEVEL}-version`, `must be "latest", got "${version}"; Fairlead checks pods by the latest rules`);
}

/** Returns the hint for a level that an object must not have. */
export const levelHint = (level: string): string => `set the level of the stack: podSecurity: "${level}"`;
