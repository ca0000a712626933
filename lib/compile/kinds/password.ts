import type { IPassword } from "@kubernetes-models/external-secrets/generators.external-secrets.io/v1alpha1";
import { objectMetadata } from "../object-metadata.ts";
import type { ServiceContext } from "../service-context.ts";

/** Builds the generator of a server's password. The value exists in the cluster only. It has no symbols, so that URLs can hold it. */
export const passwords = (context: ServiceContext): readonly IPassword[] =>
  context.secrets.some(({ server }) => server === context.service.name)
    ? [
        {
          apiVersion: "generators.external-secrets.io/v1alpha1",
          kind: "Password",
          metadata: objectMetadata(context),
          spec: { allowRepeat: true, digits: 8, length: 32, noUpper: false, symbols: 0 },
        },
      ]
    : [];
