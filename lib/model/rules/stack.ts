import { isDnsLabel, isHostName } from "../../base/dns-names.ts";
import type { StackFile } from "../fleet.ts";
import { nameProblem } from "../names.ts";
import type { Report } from "../../base/problem.ts";
import { normalizeQuantity } from "../quantity.ts";

/** No leading zeros: some readers take those for octal. */
const CIDR = /^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})\/(?:0|[1-9]\d?)$/;

/** The values of one stack, services aside. */
export function checkStackValues({ stack }: StackFile, report: Report): void {
  const { namespace, cluster, region, project, privateRange, domain, gateway, secretStore, quota, channel, components } = stack.input;
  for (const [path, value] of [
    ["namespace", namespace],
    ["cluster", cluster],
    ["region", region],
    ["project", project],
    ["channel", channel ?? "x"],
    ["secretStore", secretStore ?? "x"],
    ["gateway.name", gateway?.name ?? "x"],
    ["gateway.namespace", gateway?.namespace ?? "x"],
  ] as const) {
    if (!isDnsLabel(value)) report(path, `"${value}" is not a DNS label`);
  }
  if (/^(?:default|argocd|kube-.*)$/.test(namespace)) report("namespace", `"${namespace}" is not the stack's own`);
  for (const name of Object.keys(components ?? {})) {
    const problem = nameProblem(name);
    if (problem !== undefined) report("components", problem);
  }
  if (privateRange !== undefined && !isPrivateRange(privateRange)) {
    report("privateRange", `"${privateRange}" is not a range of private addresses such as 10.20.0.0/16`);
  }
  if (domain !== undefined && !isHostName(domain)) report("domain", `"${domain}" is not a DNS name`);
  for (const kind of ["cpu", "memory"] as const) {
    const text = quota?.[kind];
    if (text !== undefined && normalizeQuantity(text) === undefined) report(`quota.${kind}`, `"${text}" is not a quantity`);
  }
}

/** RFC 1918 and RFC 6598 ranges; a wider one would open the policy to the internet. */
function isPrivateRange(range: string): boolean {
  if (!CIDR.test(range)) return false;
  const [address = "", bits = ""] = range.split("/");
  const parts = address.split(".").map(Number);
  if (parts.some((part) => part > 255) || Number(bits) > 32) return false;
  const [a = 0, b = 0] = parts;
  if (parts.reduce((sum, part) => sum * 256 + part, 0) % 2 ** (32 - Number(bits)) !== 0) return false;
  return (
    (a === 10 && Number(bits) >= 8) ||
    (a === 172 && b >= 16 && b <= 31 && Number(bits) >= 12) ||
    (a === 192 && b === 168 && Number(bits) >= 16) ||
    (a === 100 && b >= 64 && b <= 127 && Number(bits) >= 10)
  );
}
