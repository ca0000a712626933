import { isHostName } from "../../base/dns-names.ts";
import { isIpAddress } from "../../base/ip-address.ts";
import type { Report } from "../../base/problem.ts";
import { ARCH_LABEL, type NodesInput, type Toleration } from "../fields/nodes.ts";
import { isLabelValue, isQualifiedName } from "../qualified-name.ts";
import type { ServiceRule } from "./rule.ts";

/** Checks that no container runs as root. The namespace's Pod Security level refuses such a pod. */
export const userRule: ServiceRule = (service, report) => {
  for (const field of ["user", "group"] as const) {
    const id = service[field];
    if (id === 0)
      report(
        field,
        `0 is root, and containers must not run as root`,
        "give the id of the image's user: docker run --rm --entrypoint id <image>",
      );
    else if (id < 0) report(field, `must be at least 1, got ${id}`);
  }
};

/** Checks the names of the runtime class and of hosts, and the labels and taints of nodes. */
export const podRule: ServiceRule = ({ hostAliases = {}, nodes, runtimeClass }, report) => {
  if (runtimeClass !== undefined && !isHostName(runtimeClass))
    report("runtimeClass", `"${runtimeClass}" is not the name of a RuntimeClass`);
  for (const [ip, hosts] of Object.entries(hostAliases)) {
    const at = `hostAliases.${ip}`;
    if (!isIpAddress(ip)) report(at, `"${ip}" is not an IP address`);
    for (const host of hosts) if (!isHostName(host)) report(at, `"${host}" is not a host name`);
    for (const host of repeated(hosts)) report(at, `"${host}" is listed twice`);
  }
  if (nodes !== undefined) checkNodes(nodes, report);
};

const repeated = (list: readonly string[]): ReadonlySet<string> => new Set(list.filter((each, index) => list.indexOf(each) !== index));

function checkNodes({ selector = {}, tolerations = [], arch }: NodesInput, report: Report): void {
  for (const [key, value] of Object.entries(selector)) {
    const at = `nodes.selector.${key}`;
    if (!isQualifiedName(key)) report(at, `"${key}" is not the key of a label`);
    if (!isLabelValue(value)) report(at, `"${value}" is not the value of a label`);
    if (key === ARCH_LABEL && arch !== undefined && value !== arch)
      report("nodes.arch", `"${arch}" contradicts nodes.selector, which says "${value}"`);
  }
  tolerations.forEach((toleration, index) => {
    const problem = tolerationProblem(toleration);
    if (problem !== undefined) report(`nodes.tolerations.${index}`, problem);
  });
}

/** Returns the reason why the API server refuses a toleration, or undefined if it accepts it. */
function tolerationProblem({ key, operator = "Equal", value = "", effect, tolerationSeconds }: Toleration): string | undefined {
  if (key === undefined && operator !== "Exists") return 'a toleration without key must have the operator "Exists"';
  if (key !== undefined && !isQualifiedName(key)) return `"${key}" is not the key of a taint`;
  if (operator === "Exists" && value !== "") return `a toleration with the operator "Exists" must have no value, got "${value}"`;
  if (!isLabelValue(value)) return `"${value}" is not the value of a taint`;
  return tolerationSeconds !== undefined && effect !== "NoExecute" ? 'tolerationSeconds needs the effect "NoExecute"' : undefined;
}
