import type { IServiceAccount } from "kubernetes-models/v1";
import { needsIdentity } from "../need-instances.ts";
import type { ServiceContext } from "../service-context.ts";
import { shortHash } from "../short-hash.ts";
import { objectMetadata } from "../object-metadata.ts";

/** Returns the id of the Google service account. It has at most 30 characters, so the name is cut and gets a hash. */
export const googleAccount = (stack: string, service: string): string =>
  `${service.slice(0, 21).replace(/-+$/, "")}-${shortHash(`${stack}/${service}`)}`;

/** Builds the service account, with a Google identity if a need wants one. */
export function serviceAccount(context: ServiceContext): readonly IServiceAccount[] {
  const { service, stack } = context;
  const annotations = needsIdentity(service)
    ? { "iam.gke.io/gcp-service-account": `${googleAccount(stack.name, service.name)}@${stack.project}.iam.gserviceaccount.com` }
    : undefined;
  return [
    {
      apiVersion: "v1",
      automountServiceAccountToken: false,
      kind: "ServiceAccount",
      metadata: objectMetadata(context, { annotations }),
    },
  ];
}
