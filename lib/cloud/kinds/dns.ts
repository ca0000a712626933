import { madeUpNumber } from "./made-up.ts";
import { cloudKind, idOf } from "./kind.ts";

/** A DNS zone. */
export const managedZoneKind = cloudKind("gcp:dns/managedZone:ManagedZone", {
  replaces: ["dnsName", "name", "project", "visibility"],
  required: ["dnsName", "name"],
  id: idOf("projects/{project}/managedZones/{name}"),
  outputs: (_inputs, id) => ({ managedZoneId: madeUpNumber(id), nameServers: ["ns-local-1.example."] }),
});

/** The records of one name and type. */
export const recordSetKind = cloudKind("gcp:dns/recordSet:RecordSet", {
  replaces: ["managedZone", "name", "project", "routingPolicy.healthCheck"],
  deleteBeforeReplace: false,
  required: ["managedZone", "name", "type"],
  conflicts: [["rrdatas", "routingPolicy"]],
  sorted: ["rrdatas"],
  id: idOf("projects/{project}/managedZones/{managedZone}/rrsets/{name}/{type}"),
});
