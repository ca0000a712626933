import { shortHash } from "../../compile/short-hash.ts";
import type { IngressPartInput } from "../../model/cloud/ingress.ts";
import type { StackModel } from "../../model/model.ts";
import { fitName } from "../../base/fit-name.ts";
import { networkName, stackLabels } from "../cloud-names.ts";
import { publicHosts } from "../public-hosts.ts";
import { type AnyCloudResource, outputOf, resourcesOf } from "../resource.ts";
import type { StackPart } from "./stack-part.ts";
import { publicDomain, publicZoneName } from "./zone.ts";

/** Certificate Manager allows 63 characters, and the hash of the host has 9 of them. */
const MAX_NAME = 54;

/** Seconds that a resolver keeps the address of a host, which never changes. */
const TTL_SECONDS = 300;

/** Returns the name of the address and of the certificate map: `prod-ingress`. The Gateway has both. */
export const ingressName = (stack: Pick<StackModel, "name">): string => networkName(stack, "ingress");

/** Makes the address of the Gateway, and a certificate for each public host. Google renews the certificates by itself. */
export const ingressStackPart: StackPart<IngressPartInput> = {
  inNetwork: false,
  resources: (_input, stack) => {
    const make = resourcesOf({ kind: "Ingress", name: stack.name });
    const name = ingressName(stack);
    const { project } = stack;
    const address = make(
      "gcp:compute/globalAddress:GlobalAddress",
      name,
      { addressType: "EXTERNAL", labels: stackLabels(stack), name, project },
      // The DNS records of other zones have it, so it stays on every tier.
      { protect: true },
    );
    const map = make("gcp:certificatemanager/certificateMap:CertificateMap", name, { labels: stackLabels(stack), name, project });
    const hosts = new Map(stack.services.flatMap((service) => publicHosts(stack, service).map((host) => [host, service.name] as const)));
    return [address, map, ...[...hosts].flatMap(([host, service]) => hostResources(stack, host, service))];
  },
};

/** Makes the certificate of a host and its place in the map. If the stack has the zone, makes DNS records, too. */
function hostResources(stack: StackModel, host: string, service: string): readonly AnyCloudResource[] {
  const make = resourcesOf({ kind: "Ingress", name: service, service });
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
    map: ingressName(stack),
  });
  return [authorization, certificate, entry, ...recordsOf(stack, host, service, authorization)];
}

/** Makes the record of a host, and the one by which Google sees that the host belongs to the stack. */
function recordsOf(stack: StackModel, host: string, service: string, authorization: AnyCloudResource): readonly AnyCloudResource[] {
  const domain = publicDomain(stack);
  if (domain === undefined || !(host === domain || host.endsWith(`.${domain}`))) return [];
  // Only the cloud knows the address, so its records are in the part of the stack that has it.
  const make = resourcesOf({ kind: "Ingress", name: stack.name });
  const makeOwn = resourcesOf({ kind: "Ingress", name: service, service });
  const common = { managedZone: publicZoneName(stack), project: stack.project, ttl: TTL_SECONDS };
  const address = { type: "gcp:compute/globalAddress:GlobalAddress", name: ingressName(stack) } as const;
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
