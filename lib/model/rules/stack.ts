import { isDnsLabel, isHostName, isNumericHost } from "../../base/dns-names.ts";
import { isPrivateRange } from "../../base/ip-ranges.ts";
import { shorten } from "../../base/text.ts";
import { checkKubernetesVersion } from "../kubernetes-version.ts";
import { nameProblem } from "../names.ts";
import { compareQuantities, normalizeQuantity } from "../quantity.ts";
import type { StackRule } from "./rule.ts";

/** The name of a cluster in Argo CD. It is often that of a kubeconfig's context, such as `gke_acme_europe-west1_dev` or an ARN. */
const CLUSTER = /^(?!.*\.\.)[A-Za-z0-9](?:[A-Za-z0-9._:/@-]{0,251}[A-Za-z0-9])?$/;

/** Namespaces that other software owns. */
const TAKEN_NAMESPACES = /^(?:default|argocd|kube-.*)$/;

/** Checks the names of the places that a stack uses. */
export const placesRule: StackRule = ({ namespace, cluster, region, project, channel, secretStore }, report) => {
  for (const [path, value] of [
    ["namespace", namespace],
    ["region", region],
    ["project", project],
    ["channel", channel],
    ["secretStore", secretStore],
  ] as const) {
    if (value !== undefined && !isDnsLabel(value)) report(path, `"${value}" is not a DNS label`);
  }
  if (!CLUSTER.test(cluster))
    report("cluster", `"${cluster}" is not the name of a cluster in Argo CD`, "argocd cluster list shows the names");
  if (TAKEN_NAMESPACES.test(namespace)) report("namespace", `"${namespace}" belongs to Kubernetes or Argo CD`, "choose another namespace");
};

export const kubernetesVersionRule: StackRule = ({ kubernetesVersion }, report) => checkKubernetesVersion(kubernetesVersion, report);

/** Checks the names of a stack's components. */
export const componentsRule: StackRule = ({ components = {} }, report) => {
  for (const name of Object.keys(components)) {
    const problem = nameProblem(name);
    if (problem !== undefined) report(`components.${name}`, problem);
  }
};

/** Checks that the range is private: a NetworkPolicy opens it. */
export const privateRangeRule: StackRule = ({ privateRange }, report) => {
  if (privateRange !== undefined && !isPrivateRange(privateRange)) {
    report("privateRange", `"${privateRange}" is not a range of private addresses such as 10.20.0.0/16`);
  }
};

/** Checks the names of the Secrets that pull images. */
export const imagePullSecretsRule: StackRule = ({ imagePullSecrets = [] }, report) => {
  imagePullSecrets.forEach((name, index) => {
    const at = `imagePullSecrets.${index}`;
    if (!isHostName(name)) report(at, `"${shorten(name)}" is not the name of a Secret`);
    else if (imagePullSecrets.indexOf(name) !== index) report(at, `"${name}" is listed twice`);
  });
};

export const domainRule: StackRule = ({ domain }, report) => {
  if (domain !== undefined && (!isHostName(domain) || isNumericHost(domain))) report("domain", `"${domain}" is not a DNS name`);
};

export const quotaRule: StackRule = ({ quota }, report) => {
  for (const kind of ["cpu", "memory"] as const) {
    const text = quota?.[kind];
    if (text === undefined) continue;
    if (normalizeQuantity(text) === undefined) report(`quota.${kind}`, `"${text}" is not a quantity`);
    else if (compareQuantities(text, "0") !== 1) report(`quota.${kind}`, `must be greater than 0, got ${text}`);
  }
};
