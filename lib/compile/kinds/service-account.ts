import type { IServiceAccount } from "kubernetes-models/v1";
import { needsIdentity, type ServiceContext } from "../context.ts";
import { hash8 } from "../hash.ts";
import { metadata } from "../metadata.ts";

/** The Google service account's id: 30 characters at most, so a hash stands for what does not fit. */
export const googleAccount = (stack: string, service: string): string =>
  `${service.slice(0, 21).replace(/-+$/, "")}-${hash8(`${stack}/${service}`)}`;

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
      metadata: metadata(context, { annotations }),
    },
  ];
}
