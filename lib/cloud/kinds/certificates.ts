import { shortHash } from "../../compile/short-hash.ts";
import { cloudKind, idOf, textOf } from "./kind.ts";

/** The proof that a domain belongs to a project. */
export const dnsAuthorizationKind = cloudKind("gcp:certificatemanager/dnsAuthorization:DnsAuthorization", {
  replaces: ["domain", "location", "name", "project", "type"],
  required: ["domain", "name"],
  id: idOf("projects/{project}/locations/{location}/dnsAuthorizations/{name}"),
  outputs: (inputs, id) => ({
    dnsResourceRecords: [
      { data: `${shortHash(id)}.authorize.local.example.`, name: `_acme-challenge.${textOf(inputs, "domain")}.`, type: "CNAME" },
    ],
  }),
});

/** A certificate. Google renews it if it is managed. */
export const certificateKind = cloudKind("gcp:certificatemanager/certificate:Certificate", {
  replaces: ["location", "managed", "name", "project", "scope"],
  required: ["name"],
  conflicts: [["managed", "selfManaged"]],
  id: idOf("projects/{project}/locations/{location}/certificates/{name}"),
});

/** The certificates of a load balancer by host. */
export const certificateMapKind = cloudKind("gcp:certificatemanager/certificateMap:CertificateMap", {
  replaces: ["name", "project"],
  required: ["name"],
  id: idOf("projects/{project}/locations/global/certificateMaps/{name}"),
});

/** The certificates of one host. */
export const certificateMapEntryKind = cloudKind("gcp:certificatemanager/certificateMapEntry:CertificateMapEntry", {
  replaces: ["hostname", "map", "matcher", "name", "project"],
  required: ["certificates", "map", "name"],
  conflicts: [["hostname", "matcher"]],
  id: idOf("projects/{project}/locations/global/certificateMaps/{map}/certificateMapEntries/{name}"),
});
