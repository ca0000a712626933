import type { IExternalSecret } from "../../model/manifest-kinds.ts";
import type { ServiceContext } from "../context.ts";
import { CONFIRM_REMOVAL, metadata } from "../metadata.ts";
import { secretName } from "../pod/volumes.ts";

/** How often a changed secret is picked up. */
const REFRESH = "1h0m0s";

/** Names what External Secrets fetches; the values never come near git. */
export const externalSecrets = (context: ServiceContext): readonly IExternalSecret[] =>
  context.secrets.map(({ name, files }) => {
    const secret = secretName(context.service.name, name);
    return {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata: metadata(context, { name: secret, annotations: CONFIRM_REMOVAL }),
      spec: {
        data: Object.entries(files).map(([secretKey, key]) => ({
          // The API server's own defaults, said so that Argo CD sees no difference.
          remoteRef: { conversionStrategy: "Default", decodingStrategy: "None", key, metadataPolicy: "None" },
          secretKey,
        })),
        refreshInterval: REFRESH,
        secretStoreRef: { kind: "ClusterSecretStore", name: context.stack.secretStore },
        target: { creationPolicy: "Owner", deletionPolicy: "Retain", name: secret },
      },
    };
  });
