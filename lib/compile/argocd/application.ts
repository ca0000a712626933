import type { IApplication } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1";
import type { Model, StackModel } from "../../model/model.ts";
import { componentsProject, platformProject } from "./app-project.ts";
import { ARGOCD_NAMESPACE, finalizersFor, syncPolicy } from "./sync-policy.ts";

/** The directory of the repository that Fairlead owns. */
export const GENERATED_ROOT = "pulumi-gen";

interface ApplicationPlan {
  readonly name: string;
  readonly project: string;
  /** Below the generated root. */
  readonly path: string;
  readonly destination: { readonly name: string; readonly namespace: string };
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly image?: string;
}

function application(stack: StackModel, model: Model, plan: ApplicationPlan): IApplication {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: {
      // Only a commit that touches the source's own path makes Argo CD look at it again.
      annotations: { "argocd.argoproj.io/manifest-generate-paths": ".", ...plan.annotations },
      ...finalizersFor(stack.tier),
      labels: plan.labels ?? {
        "app.kubernetes.io/managed-by": "fairlead",
        "app.kubernetes.io/part-of": model.config.name,
        env: stack.tier,
      },
      name: plan.name,
      namespace: ARGOCD_NAMESPACE,
    },
    spec: {
      destination: plan.destination,
      ...(plan.image === undefined ? {} : { info: [{ name: "image", value: plan.image }] }),
      project: plan.project,
      revisionHistoryLimit: 10,
      source: {
        path: `${GENERATED_ROOT}/${plan.path}`,
        repoURL: model.config.url,
        // The full ref: a tag of the same name can never stand in for the branch.
        targetRevision: `refs/heads/${model.config.branch}`,
      },
      syncPolicy: syncPolicy(),
    },
  };
}

/** One service on one stack. */
export const serviceApplication = (
  stack: StackModel,
  model: Model,
  service: string,
  labels: Readonly<Record<string, string>>,
  image: string,
): IApplication =>
  application(stack, model, {
    name: `${stack.name}-${service}`,
    project: stack.name,
    path: `${stack.name}/services/${service}`,
    destination: { name: stack.cluster, namespace: stack.namespace },
    labels,
    image,
  });

/** The stack's namespace, policies and quotas: before any service, and of a project that may create them. */
export const platformApplication = (stack: StackModel, model: Model): IApplication =>
  application(stack, model, {
    name: `${stack.name}-platform`,
    project: platformProject(stack),
    path: `${stack.name}/platform`,
    destination: { name: stack.cluster, namespace: stack.namespace },
    annotations: { "argocd.argoproj.io/sync-wave": "-1" },
  });

/** A component of the stack: objects that the engine rendered, some of which may belong to the whole cluster. */
export const componentApplication = (stack: StackModel, model: Model, component: string): IApplication =>
  application(stack, model, {
    name: `${stack.name}-${component}`,
    project: componentsProject(stack),
    path: `${stack.name}/platform/${component}`,
    destination: { name: stack.cluster, namespace: stack.namespace },
  });

/** The Application of the Applications. */
export const rootApplication = (stack: StackModel, model: Model): IApplication =>
  application(stack, model, {
    name: stack.name,
    project: platformProject(stack),
    path: `${stack.name}/applications`,
    destination: { name: "in-cluster", namespace: ARGOCD_NAMESPACE },
  });
