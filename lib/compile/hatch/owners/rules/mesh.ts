import { valueAt } from "../../../../base/values.ts";
import { apiGroup } from "../../../object-key.ts";
import { type OwnerRule, reportOwned } from "../owner-rule.ts";

const GROUP = "networking.istio.io";

/** Refuses mesh objects for the Service of another service: they decide where its traffic goes. */
export const meshRule: OwnerRule = (subject, report) => {
  const { object, stack } = subject;
  if (apiGroup(object) !== GROUP) return;
  const check = (value: unknown, at: string): void => {
    const name = typeof value === "string" ? serviceOf(value, stack.namespace) : undefined;
    reportOwned(subject, { sort: "service", name }, at, report);
  };
  check(valueAt(object, ["spec", "host"]), "spec.host");
  const hosts = valueAt(object, ["spec", "hosts"]);
  if (Array.isArray(hosts)) hosts.forEach((host, index) => check(host, `spec.hosts.${index}`));
};

/** Returns the Service of a DNS name in the namespace: `cart`, `cart.shop` or `cart.shop.svc.cluster.local`. */
function serviceOf(host: string, namespace: string): string | undefined {
  const [name, place = namespace, kind = "svc"] = host.toLowerCase().replace(/\.$/, "").split(".");
  return place === namespace && kind === "svc" ? name : undefined;
}
