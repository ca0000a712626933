import type { Report } from "../../base/problem.ts";
import { valueAt } from "../../base/values.ts";
import { capabilities } from "./pod-security-baseline.ts";
import { containersOf, listAt, type Part } from "./pod-template.ts";

const VOLUMES = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];

/**
 * Reports what the Pod Security level "restricted" forbids, beside the rules of "baseline".
 * Source: k8s.io/pod-security-admission v0.34, policy/check_*.go.
 */
export function checkRestricted({ value: template, at }: Part, report: Report): void {
  const spec = (field: string): unknown => valueAt(template, `spec.${field}`.split("."));
  const podContext = `${at}.spec.securityContext`;
  // The rules of "baseline" report host paths.
  for (const { at: volume, value } of listAt(template, "spec.volumes")) {
    const wrong = Object.keys(value).find((field) => field !== "name" && field !== "hostPath" && !VOLUMES.includes(field));
    if (wrong !== undefined) report(`${at}.${volume}.${wrong}`, "is not allowed");
  }
  if (spec("securityContext.runAsUser") === 0) report(`${podContext}.runAsUser`, "0 is not allowed");
  if (spec("securityContext.runAsNonRoot") === false) report(`${podContext}.runAsNonRoot`, "must be true");
  const nonRoot = spec("securityContext.runAsNonRoot") === true;
  const profile = spec("securityContext.seccompProfile.type") !== undefined;
  const containers = containersOf(template);
  const context = ({ value }: Part, field: string): unknown => valueAt(value, `securityContext.${field}`.split("."));
  for (const container of containers) {
    const own = `${at}.${container.at}.securityContext`;
    if (context(container, "allowPrivilegeEscalation") !== false) report(`${own}.allowPrivilegeEscalation`, "must be false");
    if (!capabilities(container.value, "drop").includes("ALL")) report(`${own}.capabilities.drop`, 'must have "ALL"');
    for (const capability of capabilities(container.value, "add")) {
      if (capability !== "NET_BIND_SERVICE") report(`${own}.capabilities.add`, `"${capability}" is not allowed`);
    }
    if (context(container, "runAsUser") === 0) report(`${own}.runAsUser`, "0 is not allowed");
    if (context(container, "runAsNonRoot") === false) report(`${own}.runAsNonRoot`, "must be true");
  }
  if (!nonRoot && containers.some((each) => context(each, "runAsNonRoot") === undefined))
    report(`${podContext}.runAsNonRoot`, "must be true");
  if (!profile && containers.some((each) => context(each, "seccompProfile.type") === undefined))
    report(`${podContext}.seccompProfile.type`, 'must be "RuntimeDefault" or "Localhost"');
}
