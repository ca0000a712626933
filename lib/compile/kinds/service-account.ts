import type { IServiceAccount } from "kubernetes-models/v1";
import type { ServiceContext } from "../service-context.ts";
import { objectMetadata } from "../object-metadata.ts";

/** Builds the service account. Google Cloud grants permissions to the account itself, so it needs no annotation. */
export const serviceAccount = (context: ServiceContext): readonly IServiceAccount[] => [
  {
    apiVersion: "v1",
    automountServiceAccountToken: false,
    kind: "ServiceAccount",
    metadata: objectMetadata(context),
  },
];
