import * as z from "zod/mini";
import { isDnsLabel } from "../../base/dns-names.ts";
import type { CloudPart } from "./cloud-part.ts";

/** The way from Secret Manager into the cluster. */
export interface SecretStoreInput {
  /** The namespace of External Secrets. @default "external-secrets" */
  readonly namespace?: string;
  /** The Kubernetes service account of External Secrets. @default "external-secrets" */
  readonly serviceAccount?: string;
}

/** The name, namespace and service account of External Secrets, as its chart has them by default. */
export const EXTERNAL_SECRETS = "external-secrets";

export const secretStorePart: CloudPart<SecretStoreInput> = {
  summary: "The ClusterSecretStore of the stack, and the permission of External Secrets to read the stack's secrets.",
  example: "secretStore: {}",
  schema: z.strictObject({ namespace: z.optional(z.string()), serviceAccount: z.optional(z.string()) }),
  check: (input, report) => {
    for (const [field, name] of Object.entries(input)) if (!isDnsLabel(name)) report(field, `"${name}" is not a DNS label`);
  },
};
