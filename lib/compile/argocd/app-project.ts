import type { IAppProject } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1";
import type { Model, StackModel } from "../../model/model.ts";
import { applicationName, COMPONENTS, PLATFORM } from "../../model/object-names.ts";
import { stackLabels } from "../labels.ts";
import { APPLICATIONS_DESTINATION, ARGOCD_NAMESPACE, stackDestination } from "./destination.ts";

/** Names the project of a stack's services. It forbids objects outside their namespace. */
export const servicesProject = (stack: StackModel): string => stack.name;

/** Names the project of the objects that a stack has once. */
export const platformProject = (stack: StackModel): string => applicationName(stack.name, PLATFORM);

/** Names the project of a stack's components. It allows every kind, because a person reviews what components render. */
export const componentsProject = (stack: StackModel): string => applicationName(stack.name, COMPONENTS);

/** Lists the projects of a stack: services, platform and, if it has any, components. */
export const appProjects = (stack: StackModel, model: Model): readonly IAppProject[] => [
  project(stack, model, servicesProject(stack), {
    clusterResourceWhitelist: [],
    description: `Services of ${stack.name}`,
    destinations: [stackDestination(stack)],
  }),
  project(stack, model, platformProject(stack), {
    clusterResourceWhitelist: [
      { group: "", kind: "Namespace" },
      { group: "scheduling.k8s.io", kind: "PriorityClass" },
    ],
    description: `Platform of ${stack.name}: namespace, priorities, policies, quotas, Applications`,
    destinations: [stackDestination(stack), APPLICATIONS_DESTINATION],
  }),
  ...(stack.components.length === 0
    ? []
    : [
        project(stack, model, componentsProject(stack), {
          clusterResourceWhitelist: [{ group: "*", kind: "*" }],
          description: `Components of ${stack.name}: ${stack.components.join(", ")}`,
          destinations: [stackDestination(stack)],
        }),
      ]),
];

type ProjectPlan = Pick<IAppProject["spec"], "clusterResourceWhitelist" | "description" | "destinations">;

/** External Secrets creates Secrets in the cluster. Argo CD refuses any that a commit brings. */
const NO_SECRETS = [{ group: "", kind: "Secret" }];

const project = (stack: StackModel, model: Model, name: string, plan: ProjectPlan): IAppProject => ({
  apiVersion: "argoproj.io/v1alpha1",
  kind: "AppProject",
  metadata: { labels: stackLabels(stack, model), name, namespace: ARGOCD_NAMESPACE },
  spec: { ...plan, namespaceResourceBlacklist: NO_SECRETS, orphanedResources: { warn: true }, sourceRepos: [model.config.url] },
});
