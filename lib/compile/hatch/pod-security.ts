import type { Report } from "../../base/problem.ts";
import type { Manifest } from "../../model/manifest.ts";
import type { PodSecurityLevel } from "../../model/pod-security.ts";
import { checkBaseline } from "./pod-security-baseline.ts";
import { checkRestricted } from "./pod-security-restricted.ts";
import { podTemplate } from "./pod-template.ts";

/** Reports what the namespace's Pod Security level forbids in the pods of an object. */
export function checkPodSecurity(object: Manifest, level: PodSecurityLevel, report: Report): void {
  const template = podTemplate(object);
  if (template === undefined || level === "privileged") return;
  const reported = new Set<string>();
  const reportOnce: Report = (path, message) => {
    // The template of a Pod is the object itself.
    const place = path.replace(/^\./, "");
    // A field can break the rules of both levels.
    if (reported.has(place)) return;
    reported.add(place);
    report(place, `${message}; the namespace enforces the Pod Security level "${level}"`);
  };
  checkBaseline(template, reportOnce);
  if (level === "restricted") checkRestricted(template, reportOnce);
}
