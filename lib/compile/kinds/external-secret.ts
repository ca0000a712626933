import type { IExternalSecret } from "../../model/manifest-kinds.ts";
import type { ServiceContext } from "../service-context.ts";
import { confirmRemoval } from "../argocd/confirm-removal.ts";
import { secretName } from "../need-instances.ts";
import { objectMetadata } from "../object-metadata.ts";

/** The interval at which External Secrets reads the secrets again. */
const REFRESH_INTERVAL = "1h0m0s";

/** Builds an ExternalSecret for each secret. It has names only; the values stay out of git. */
export const externalSecrets = (context: ServiceContext): readonly IExternalSecret[] =>
  context.secrets.map(({ name, files }) => {
    const secret = secretName(context.service.name, name);
    return {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata: objectMetadata(context, { name: secret, annotations: confirmRemoval() }),
      spec: {
        data: Object.entries(files).map(([secretKey, key]) => ({
          // These are the API server's defaults. Without them Argo CD would show a difference.
          remoteRef: { conversionStrategy: "Default", decodingStrategy: "None", key, metadataPolicy: "None" },
          secretKey,
        })),
        refreshInterval: REFRESH_INTERVAL,
        secretStoreRef: { kind: "ClusterSecretStore", name: context.stack.secretStore },
        target: { creationPolicy: "Owner", deletionPolicy: "Retain", name: secret },
      },
    };
  });
