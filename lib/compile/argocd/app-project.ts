import type { IAppProject } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1";
import { MANIFEST_KINDS } from "../../model/manifest-kinds.ts";
import type { Model, StackModel } from "../../model/model.ts";
import { APPLICATIONS, applicationName, bootstrapName, COMPONENTS, PLATFORM } from "../../model/object-names.ts";
import { PLATFORM_KINDS, type PlatformKindName } from "../../model/platform-kinds.ts";
import { fleetLabels, type Labels, stackLabels } from "../labels.ts";
import { type AllowedKind, kindsOf, sortedKinds } from "./allowed-kinds.ts";
import { APPLICATIONS_DESTINATION, ARGOCD_NAMESPACE, platformDestinations, stackDestination } from "./destination.ts";
import { syncWave } from "./sync-waves.ts";

/** Names the project of a stack's services. It forbids objects outside their namespace. */
export const servicesProject = (stack: StackModel): string => stack.name;

/** Names the project of the objects that a stack has once. */
export const platformProject = (stack: StackModel): string => applicationName(stack.name, PLATFORM);

/** Names the project of a stack's root Application, which creates Applications only. */
export const rootProject = (stack: StackModel): string => applicationName(stack.name, APPLICATIONS);

/** Names the project of a stack's components. It allows every kind, because a person reviews what components render. */
export const componentsProject = (stack: StackModel): string => applicationName(stack.name, COMPONENTS);

/**
 * Lists the projects of a stack: services, platform, Applications and, if it has any, components.
 * @param added the kinds of objects that services add by `manifests`
 */
export const appProjects = (stack: StackModel, model: Model, added: readonly AllowedKind[]): readonly IAppProject[] => [
  stackProject(stack, model, servicesProject(stack), {
    clusterResourceWhitelist: [],
    description: `Services of ${stack.name}`,
    namespaceResourceWhitelist: sortedKinds([...kindsOf(MANIFEST_KINDS), ...added]),
    ...inOwnNamespace(stack),
  }),
  stackProject(stack, model, platformProject(stack), {
    clusterResourceWhitelist: platformKinds("cluster", stack),
    description: `Platform of ${stack.name}: namespace, priorities, policies, quotas`,
    namespaceResourceWhitelist: platformKinds("namespace", stack),
    ...inOwnNamespace(stack),
    destinations: platformDestinations(stack),
  }),
  stackProject(stack, model, rootProject(stack), {
    clusterResourceWhitelist: [],
    description: `Applications of ${stack.name}`,
    destinations: [APPLICATIONS_DESTINATION],
    namespaceResourceWhitelist: kindsOf({ Application: PLATFORM_KINDS.Application }),
  }),
  ...(stack.components.length === 0
    ? []
    : [
        stackProject(stack, model, componentsProject(stack), {
          clusterResourceWhitelist: [{ group: "*", kind: "*" }],
          description: `Components of ${stack.name}: ${stack.components.join(", ")}`,
          ...inOwnNamespace(stack),
        }),
      ]),
];

/** Builds the project of the Application over all stacks. */
export const bootstrapProject = (model: Model): IAppProject =>
  project(model, fleetLabels(model), bootstrapName(model.config.name), {
    clusterResourceWhitelist: [],
    description: `Root Applications and projects of ${model.config.name}`,
    destinations: [APPLICATIONS_DESTINATION],
    namespaceResourceWhitelist: platformKinds("argocd"),
  });

type ProjectPlan = Omit<IAppProject["spec"], "sourceRepos" | "namespaceResourceBlacklist">;

/** Warns about foreign objects where Fairlead owns the namespace. In Argo CD's own, it would count Argo CD's objects. */
const inOwnNamespace = (stack: StackModel): Pick<ProjectPlan, "destinations" | "orphanedResources"> => ({
  destinations: [stackDestination(stack)],
  orphanedResources: { warn: true },
});

/** Lists the platform's kinds that are in one place. @param stack a stack that may have them. @default the fleet itself */
const platformKinds = (place: (typeof PLATFORM_KINDS)[PlatformKindName]["place"], stack?: StackModel): AllowedKind[] =>
  kindsOf(
    Object.fromEntries(
      Object.entries(PLATFORM_KINDS).filter(
        ([, { place: own, isPermitted }]) => own === place && (stack === undefined || isPermitted === undefined || isPermitted(stack)),
      ),
    ),
  );

/** External Secrets creates Secrets in the cluster. Argo CD refuses any that a commit brings. */
const NO_SECRETS = [{ group: "", kind: "Secret" }];

const stackProject = (stack: StackModel, model: Model, name: string, plan: ProjectPlan): IAppProject =>
  project(model, stackLabels(stack, model), name, plan);

const project = (model: Model, labels: Labels, name: string, plan: ProjectPlan): IAppProject => ({
  apiVersion: "argoproj.io/v1alpha1",
  kind: "AppProject",
  metadata: { annotations: syncWave("projects"), labels, name, namespace: ARGOCD_NAMESPACE },
  spec: { ...plan, namespaceResourceBlacklist: NO_SECRETS, sourceRepos: [model.config.url] },
});
