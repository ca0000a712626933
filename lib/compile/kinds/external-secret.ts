import type { IExternalSecret } from "../../model/manifest-kinds.ts";
import type { SecretSource } from "../../model/needs/need.ts";
import type { ServiceContext } from "../service-context.ts";
import { confirmRemoval } from "../argocd/confirm-removal.ts";
import { secretName } from "../need-instances.ts";
import { objectMetadata } from "../object-metadata.ts";

/** The interval at which External Secrets reads the secrets again. */
const REFRESH_INTERVAL = "1h0m0s";

/** Builds an ExternalSecret for each secret. It has names only; the values stay out of git. */
export const externalSecrets = (context: ServiceContext): readonly IExternalSecret[] =>
  context.secrets.flatMap((source) => {
    // The users of a server in the cluster mount the Secret of the server.
    if (source.server !== undefined && source.server !== context.service.name) return [];
    const name = secretName(context.service.name, source);
    return [
      {
        apiVersion: "external-secrets.io/v1",
        kind: "ExternalSecret",
        metadata: objectMetadata(context, { name, annotations: confirmRemoval() }),
        spec: {
          ...(source.server === undefined ? fromManager(context, source) : generated(name)),
          target: { creationPolicy: "Owner", deletionPolicy: "Retain", name },
        },
      },
    ];
  });

type Spec = NonNullable<IExternalSecret["spec"]>;

const fromManager = ({ stack }: ServiceContext, { files }: SecretSource): Partial<Spec> => ({
  data: Object.entries(files).map(([secretKey, key]) => ({
    // These are the API server's defaults. Without them Argo CD would show a difference.
    remoteRef: { conversionStrategy: "Default", decodingStrategy: "None", key, metadataPolicy: "None" },
    secretKey,
  })),
  refreshInterval: REFRESH_INTERVAL,
  secretStoreRef: { kind: "ClusterSecretStore", name: stack.secretStore },
});

/** Takes a password from its generator once. A second password would lock the clients out of the server's data. */
const generated = (name: string): Partial<Spec> => ({
  dataFrom: [{ sourceRef: { generatorRef: { apiVersion: "generators.external-secrets.io/v1alpha1", kind: "Password", name } } }],
  refreshInterval: "0s",
  refreshPolicy: "CreatedOnce",
});
