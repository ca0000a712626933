import { fitName } from "../base/fit-name.ts";
import { shortHash } from "../compile/short-hash.ts";
import type { StackModel } from "../model/model.ts";
import { stackLabels } from "./cloud-names.ts";
import { publicDomain, publicZoneName } from "./parts/zone.ts";
import { type AnyCloudResource, type Block, outputOf, resourcesOf } from "./resource.ts";

/** Certificate Manager allows 63 characters, and the hash of the host has 9 of them. */
const MAX_NAME = 54;

/** Seconds that a resolver keeps the address of a host, which never changes. */
const TTL_SECONDS = 300;

/** The way to a host from the internet. */
export interface Entrance {
  /** The name of the global address and of the certificate map. */
  readonly name: string;
  /** The block of the address. Only the cloud knows the address, so its records are in the same part of the stack. */
  readonly block: Block;
}

/** Makes the certificate of a host and its place in the map. If the stack has the zone, makes DNS records, too. */
export function certifiedHost(stack: StackModel, host: string, block: Block, entrance: Entrance): readonly AnyCloudResource[] {
  const make = resourcesOf(block);
  const { project } = stack;
  const name = `${fitName(`${stack.name}-${host.replaceAll(".", "-")}`, MAX_NAME)}-${shortHash(host)}`;
  const common = { labels: stackLabels(stack), name, project };
  const authorization = make("gcp:certificatemanager/dnsAuthorization:DnsAuthorization", name, {
    ...common,
    domain: host,
    location: "global",
  });
  const certificate = make("gcp:certificatemanager/certificate:Certificate", name, {
    ...common,
    location: "global",
    managed: { dnsAuthorizations: [outputOf(authorization, "id")], domains: [host] },
  });
  const entry = make("gcp:certificatemanager/certificateMapEntry:CertificateMapEntry", name, {
    ...common,
    certificates: [outputOf(certificate, "id")],
    hostname: host,
    map: entrance.name,
  });
  return [authorization, certificate, entry, ...recordsOf(stack, host, { block, entrance, authorization })];
}

interface Records {
  readonly block: Block;
  readonly entrance: Entrance;
  readonly authorization: AnyCloudResource;
}

/** Makes the record of a host, and the one by which Google sees that the host belongs to the stack. */
function recordsOf(stack: StackModel, host: string, { block, entrance, authorization }: Records): readonly AnyCloudResource[] {
  const domain = publicDomain(stack);
  if (domain === undefined || !(host === domain || host.endsWith(`.${domain}`))) return [];
  const make = resourcesOf(entrance.block);
  const makeOwn = resourcesOf(block);
  const common = { managedZone: publicZoneName(stack), project: stack.project, ttl: TTL_SECONDS };
  const address = { type: "gcp:compute/globalAddress:GlobalAddress", name: entrance.name } as const;
  const proof = outputOf(authorization, "dnsResourceRecords.0.data");
  return [
    make("gcp:dns/recordSet:RecordSet", host, { ...common, name: `${host}.`, rrdatas: [outputOf(address, "address")], type: "A" }),
    makeOwn("gcp:dns/recordSet:RecordSet", `_acme-challenge.${host}`, {
      ...common,
      name: `_acme-challenge.${host}.`,
      rrdatas: [proof],
      type: "CNAME",
    }),
  ];
}

/** Makes the address of an entrance and its certificate map. */
export function makeEntrance(stack: StackModel, { name, block }: Entrance): readonly AnyCloudResource[] {
  const make = resourcesOf(block);
  const inputs = { labels: stackLabels(stack), name, project: stack.project };
  return [
    // The DNS records of other zones have it, so it stays on every tier.
    make("gcp:compute/globalAddress:GlobalAddress", name, { ...inputs, addressType: "EXTERNAL" }, { protect: true }),
    make("gcp:certificatemanager/certificateMap:CertificateMap", name, inputs),
  ];
}
