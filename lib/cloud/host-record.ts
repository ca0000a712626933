import type { RecordSetArgs } from "@pulumi/gcp/dns/recordSet.js";
import type { Plain, Reference } from "./resource.ts";

/** Seconds that a resolver keeps an address. A failover keeps the address, so only a new instance waits for it. */
const TTL_SECONDS = 60;

interface Host {
  readonly host: string;
  readonly project: string;
  /** The name of the zone, as a resource of Cloud DNS. */
  readonly zone: string;
}

/** Returns the inputs of the record that leads from a host to addresses. */
export const recordInputs = ({ host, project, zone }: Host, addresses: readonly (Reference | string)[]): Plain<RecordSetArgs> => ({
  managedZone: zone,
  name: `${host}.`,
  project,
  rrdatas: addresses,
  ttl: TTL_SECONDS,
  type: "A",
});
