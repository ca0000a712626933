import type { Report } from "../../base/problem.ts";
import { suggestion } from "../../base/suggestion.ts";
import type { ApiAccess } from "../fields/kubernetes-api.ts";
import { apiServerOf } from "../stack-fields/api-server.ts";
import { checkRange } from "./network.ts";
import type { ServiceRule, StackRule } from "./rule.ts";

const VERBS = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];

/** Verbs that give a service more permissions than its own. */
export const ESCALATING_VERBS = new Set(["escalate", "bind", "impersonate"]);

/** Resources that hold secrets, or that give the permissions of other pods and accounts. */
export const RISKY_RESOURCES = new Set([
  "secrets",
  "pods/exec",
  "pods/attach",
  "pods/portforward",
  "pods/ephemeralcontainers",
  "pods/proxy",
  "services/proxy",
  "serviceaccounts/token",
  "roles",
  "rolebindings",
]);

/** Resources without a namespace. A Role grants nothing on them. */
const CLUSTER_RESOURCES = new Set(["nodes", "namespaces", "persistentvolumes", "clusterroles", "clusterrolebindings", "storageclasses"]);

const RESOURCE = /^[a-z][a-z0-9-]*(?:\/[a-z][a-z0-9]*)?$/;
const GROUP = /^(?:[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*)?$/;

/** The hint for a permission that a service cannot have. */
export const IN_A_COMPONENT = "write the Role in a component, which a person reviews";

/** Checks that access to the Kubernetes API names its resources and verbs, and gives no permission to get more. */
export const kubernetesApiRule: ServiceRule = ({ kubernetesApi }, report) => {
  kubernetesApi.forEach((access, index) => checkAccess(access, `kubernetesApi.${index}`, report));
};

function checkAccess({ resources, verbs, apiGroups = [], resourceNames = [] }: ApiAccess, at: string, report: Report): void {
  for (const resource of resources) {
    const path = `${at}.resources`;
    if (resource.includes("*")) report(path, `"${resource}" gives access to all resources`, "list the resources");
    else if (RISKY_RESOURCES.has(resource))
      report(path, `"${resource}" gives access to secrets or to permissions of others`, IN_A_COMPONENT);
    else if (CLUSTER_RESOURCES.has(resource))
      report(path, `"${resource}" belong to the whole cluster`, "write a ClusterRole in a component");
    else if (!RESOURCE.test(resource)) report(path, `"${resource}" is not a resource in plural and lower case, such as pods`);
  }
  for (const verb of verbs) {
    if (verb === "*") report(`${at}.verbs`, '"*" gives every permission', "list the verbs");
    else if (ESCALATING_VERBS.has(verb)) report(`${at}.verbs`, `"${verb}" gives permissions of others`, IN_A_COMPONENT);
    else if (!VERBS.includes(verb)) report(`${at}.verbs`, `"${verb}" is not a verb${suggestion(verb, VERBS)}`);
  }
  for (const group of apiGroups) {
    if (group === "*") report(`${at}.apiGroups`, '"*" gives access to all groups', "list the groups");
    else if (!GROUP.test(group)) report(`${at}.apiGroups`, `"${group}" is not an API group such as apps`);
  }
  for (const [field, names] of Object.entries({ resources, verbs, apiGroups, resourceNames })) {
    for (const name of new Set(names.filter((each, place) => names.indexOf(each) !== place)))
      report(`${at}.${field}`, `"${name}" is listed twice`);
  }
}

/** Checks the address of the API server. */
export const apiServerRule: StackRule = ({ apiServer }, report) => {
  if (apiServer === undefined) return;
  const { range } = apiServerOf(apiServer);
  checkRange(typeof apiServer === "string" ? "apiServer" : "apiServer.range", range, report, "write the address: 10.0.0.2/32");
};
