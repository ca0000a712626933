import type { IAppProject } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1";
import type { Model, StackModel } from "../../model/model.ts";
import { ARGOCD_NAMESPACE } from "./sync-policy.ts";

/** The project of what a stack has once; the services' own may create nothing outside their namespace. */
export const platformProject = (stack: StackModel): string => `${stack.name}-platform`;

/** The project of what components bring: of any kind, cluster-wide ones too, as reviewed. */
export const componentsProject = (stack: StackModel): string => `${stack.name}-components`;

const project = (
  stack: StackModel,
  model: Model,
  name: string,
  spec: Omit<IAppProject["spec"], "sourceRepos" | "orphanedResources">,
): IAppProject => ({
  apiVersion: "argoproj.io/v1alpha1",
  kind: "AppProject",
  metadata: {
    labels: { "app.kubernetes.io/managed-by": "fairlead", "app.kubernetes.io/part-of": model.config.name, env: stack.tier },
    name,
    namespace: ARGOCD_NAMESPACE,
  },
  spec: { ...spec, orphanedResources: { warn: true }, sourceRepos: [model.config.url] },
});

/** A second lock on the door: secrets come from External Secrets, never from git. */
const NO_SECRETS = [{ group: "", kind: "Secret" }];

/** What the stack's services may do, and what its platform part may do. */
export const appProjects = (stack: StackModel, model: Model): readonly IAppProject[] => [
  project(stack, model, stack.name, {
    clusterResourceWhitelist: [],
    description: `Services of ${stack.name}`,
    destinations: [{ name: stack.cluster, namespace: stack.namespace }],
    namespaceResourceBlacklist: NO_SECRETS,
  }),
  project(stack, model, platformProject(stack), {
    clusterResourceWhitelist: [
      { group: "", kind: "Namespace" },
      { group: "scheduling.k8s.io", kind: "PriorityClass" },
    ],
    description: `Platform of ${stack.name}: namespace, priorities, policies, quotas, Applications`,
    destinations: [
      { name: stack.cluster, namespace: stack.namespace },
      { name: "in-cluster", namespace: ARGOCD_NAMESPACE },
    ],
    namespaceResourceBlacklist: NO_SECRETS,
  }),
  ...(stack.components.length === 0
    ? []
    : [
        project(stack, model, componentsProject(stack), {
          clusterResourceWhitelist: [{ group: "*", kind: "*" }],
          description: `Components of ${stack.name}: ${stack.components.join(", ")}`,
          destinations: [{ name: stack.cluster, namespace: stack.namespace }],
          namespaceResourceBlacklist: NO_SECRETS,
        }),
      ]),
];
