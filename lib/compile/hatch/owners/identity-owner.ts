import type { StackModel } from "../../../model/model.ts";

/** An identity of a service, and the stack that runs it. */
interface Identity {
  readonly identity: string;
  readonly stack: string;
  readonly service: string;
}

// Repetitions have a maximum, so that a long string is read in a moment.
/** The names of a Kubernetes account: its principal, its member of IAM, and its user. */
const ACCOUNTS = [
  /workloadIdentityPools\/(?<pool>[^/\s]{1,127})\/subject\/ns\/(?<namespace>[^/\s]{1,63})\/sa\/(?<account>[^/\s"]{1,63})/,
  /(?<![a-z0-9-])(?<pool>[a-z0-9-]{1,63}\.svc\.id\.goog)\[(?<namespace>[^/\]]{1,63})\/(?<account>[^\]]{1,63})\]/,
  /system:serviceaccount:(?<namespace>[^:\s]{1,63}):(?<account>[^:\s"]{1,63})/,
] as const;

/** Finds the service whose identity a string names. Returns undefined if it names none of the fleet. */
export function identityOwner(text: string, { fleet, project, namespace, cluster }: StackModel): Identity | undefined {
  for (const pattern of ACCOUNTS) {
    const { groups } = pattern.exec(text) ?? {};
    if (groups === undefined) continue;
    const { account = "", pool = `${project}.svc.id.goog` } = groups;
    // Stacks of one project share their identities, so this stack comes first.
    const places = fleet.stacks.filter((each) => `${each.project}.svc.id.goog` === pool && each.namespace === groups["namespace"]);
    const place = places.find((each) => each.namespace === namespace && each.cluster === cluster) ?? places[0];
    if (place?.services.includes(account) === true)
      return { identity: `${place.namespace}/${account}`, stack: place.name, service: account };
  }
  return undefined;
}
