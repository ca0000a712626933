import { shortHash } from "../../compile/short-hash.ts";
import { planAddresses } from "../../model/address-plan.ts";
import type { StackModel } from "../../model/model.ts";
import { networkName, stackLabels } from "../cloud-names.ts";
import { type AnyCloudResource, type MakeResource, outputOf, type Reference } from "../resource.ts";

/** The domain of Google's APIs. */
const DOMAIN = "googleapis.com";

/** Seconds that a resolver keeps the endpoint's address, which never changes. */
const TTL_SECONDS = 300;

/**
 * Returns the name of the endpoint. Source: Private Service Connect allows 20 letters and digits, and no "-", in names of endpoints for
 * Google's APIs.
 */
const endpointName = ({ name }: Pick<StackModel, "name">): string => `apis${name.replaceAll("-", "").slice(0, 8)}${shortHash(name)}`;

/**
 * Makes an endpoint for Google's APIs in the network, and a zone that leads there. NetworkPolicies open private addresses only, so
 * pods reach buckets and topics over the endpoint.
 */
export function googleApis(stack: StackModel, make: MakeResource, network: Reference): readonly AnyCloudResource[] {
  const { project } = stack;
  const plan = planAddresses(stack.privateRange ?? "");
  if (plan === undefined) return [];
  const name = networkName(stack, "google-apis");
  const address = make("gcp:compute/globalAddress:GlobalAddress", name, {
    address: plan.googleApis,
    addressType: "INTERNAL",
    labels: stackLabels(stack),
    name,
    network,
    project,
    purpose: "PRIVATE_SERVICE_CONNECT",
  });
  const endpoint = make("gcp:compute/globalForwardingRule:GlobalForwardingRule", name, {
    ipAddress: outputOf(address, "id"),
    // The endpoint is no load balancer.
    loadBalancingScheme: "",
    name: endpointName(stack),
    network,
    project,
    target: "all-apis",
  });
  const zone = make("gcp:dns/managedZone:ManagedZone", name, {
    description: `Google's APIs for ${stack.name}`,
    dnsName: `${DOMAIN}.`,
    labels: stackLabels(stack),
    name,
    privateVisibilityConfig: { networks: [{ networkUrl: network }] },
    project,
    visibility: "private",
  });
  const zoneRecord = { managedZone: outputOf(zone, "name"), project, ttl: TTL_SECONDS };
  return [
    address,
    endpoint,
    zone,
    make("gcp:dns/recordSet:RecordSet", DOMAIN, { ...zoneRecord, name: `${DOMAIN}.`, rrdatas: [plan.googleApis], type: "A" }),
    make("gcp:dns/recordSet:RecordSet", `any.${DOMAIN}`, { ...zoneRecord, name: `*.${DOMAIN}.`, rrdatas: [`${DOMAIN}.`], type: "CNAME" }),
  ];
}
