import { valueAt } from "../../../../base/values.ts";
import type { OwnerRule } from "../owner-rule.ts";
import { otherOwner } from "../hatch-owner.ts";
import { recordsOf, textAt } from "../walk.ts";

/** The annotations by which External DNS gives a host to an object. */
const HOSTNAMES = ["external-dns.alpha.kubernetes.io/hostname", "external-dns.alpha.kubernetes.io/internal-hostname"];

/** Refuses DNS records for the host of another service. The checks of routes do not see them. */
export const dnsRule: OwnerRule = ({ object, owner, owners }, report) => {
  const check = (text: string | undefined, at: string): void => {
    for (const part of text?.split(",") ?? []) {
      const host = part.trim().toLowerCase().replace(/\.$/, "");
      const found = [...owners.names.host].find(([name, services]) => isIn(name, host) && otherOwner(owner, services) !== undefined);
      if (found !== undefined) report(at, `the host ${found[0]} belongs to ${found[1][0]}`, "take another host");
    }
  };
  for (const annotation of HOSTNAMES) check(object.metadata.annotations?.[annotation], `metadata.annotations.${annotation}`);
  if (object.kind === "DNSEndpoint")
    recordsOf(valueAt(object, ["spec", "endpoints"]) ?? []).forEach((endpoint, index) =>
      check(textAt(endpoint, "dnsName"), `spec.endpoints.${index}.dnsName`),
    );
};

/** True if a host is equal to a name, or stands for it with a wildcard. */
const isIn = (name: string, host: string): boolean => name === host || (host.startsWith("*.") && name.endsWith(host.slice(1)));
