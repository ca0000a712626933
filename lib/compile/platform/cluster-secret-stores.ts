import type { Model, StackModel } from "../../model/model.ts";
import type { IClusterSecretStore } from "../../model/platform-kinds.ts";
import { stackLabels } from "../labels.ts";

/** Builds the store that reads Secret Manager of the stack's project, if the stack's cloud has it. */
export function clusterSecretStores(stack: StackModel, model: Model): readonly IClusterSecretStore[] {
  const { cloud, namespace, project, secretStore } = stack;
  if (cloud.secretStore === undefined) return [];
  return [
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ClusterSecretStore",
      metadata: { labels: stackLabels(stack, model), name: secretStore },
      spec: {
        // Without conditions, any namespace of the cluster could read the secrets.
        conditions: [{ namespaces: [namespace] }],
        provider: { gcpsm: { projectID: project } },
      },
    },
  ];
}
