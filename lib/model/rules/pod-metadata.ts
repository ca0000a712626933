import type { Report } from "../../base/problem.ts";
import { utf8Bytes } from "../../base/text.ts";
import { isLabelValue, isQualifiedName } from "../qualified-name.ts";
import { checkNamed } from "../secrets/check-named.ts";
import { allowedBy } from "./allowed-texts.ts";
import type { ServiceRule } from "./rule.ts";

/** The labels that Fairlead or a controller sets, by name or by domain. */
const OWN_LABELS: ReadonlySet<string> = new Set([
  "app.kubernetes.io",
  "env",
  "owner",
  "pod-template-hash",
  "controller-revision-hash",
  "job-name",
  "controller-uid",
  "batch.kubernetes.io",
  "apps.kubernetes.io",
  "statefulset.kubernetes.io",
]);

/** The annotations whose meaning a field or another object has, by domain -> what to use instead. */
const OTHER_ANNOTATIONS: ReadonlyMap<string, string> = new Map([
  ["argocd.argoproj.io", "Argo CD does not read annotations of pods; the stack's patch changes its Applications"],
  ["container.apparmor.security.beta.kubernetes.io", "Kubernetes has fields for it, and pods keep the runtime's default profile"],
  ["seccomp.security.alpha.kubernetes.io", "Kubernetes has fields for it, and pods have the profile RuntimeDefault"],
  ["container.seccomp.security.alpha.kubernetes.io", "Kubernetes has fields for it, and pods have the profile RuntimeDefault"],
]);

/** The bytes of all annotations of an object. Source: Kubernetes, `TotalAnnotationSizeLimitB`. */
const MAX_BYTES = 262_144;

/** Checks the labels and annotations of pods: names, values, and those that other parts decide. */
export const podMetadataRule: ServiceRule = (service, report) => {
  const { podAnnotations = {}, podLabels = {} } = service;
  for (const [key, value] of Object.entries(podLabels)) checkLabel(key, value, report);
  for (const key of Object.keys(podAnnotations)) {
    const at = `podAnnotations.${key}`;
    const instead = OTHER_ANNOTATIONS.get(domainOf(key));
    if (!isQualifiedName(key.toLowerCase())) report(at, `"${key}" is not the key of an annotation`, KEY);
    if (instead !== undefined) report(at, `"${key}" has no effect that a pod may have`, instead);
  }
  checkNamed(podAnnotations, "podAnnotations", allowedBy(service), report);
  const bytes = utf8Bytes(Object.entries(podAnnotations).flat().join(""));
  if (bytes > MAX_BYTES) report("podAnnotations", `have ${bytes} bytes; a pod takes at most ${MAX_BYTES}`);
};

function checkLabel(key: string, value: string, report: Report): void {
  const at = `podLabels.${key}`;
  if (!isQualifiedName(key)) report(at, `"${key}" is not the key of a label`, KEY);
  else if (OWN_LABELS.has(domainOf(key))) report(at, `Fairlead or Kubernetes sets the label "${key}"`, OWN);
  if (!isLabelValue(value)) report(at, `"${value}" is not the value of a label: letters, digits, "-", "_" and ".", at most 63`);
}

const KEY = 'write a name such as "team", or "example.com/team"';
const OWN = "component, partOf and owner change labels";

/** Returns the part of a key before "/", or the whole key. */
const domainOf = (key: string): string => key.split("/")[0] ?? "";
