import type { IApplication } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1";
import type { EffectiveService } from "../../model/effective.ts";
import { imageUses } from "../../model/images-of.ts";
import type { Model, StackModel } from "../../model/model.ts";
import { isOfRollout } from "../../model/fields/jobs.ts";
import { applicationName, bootstrapName, jobName, PLATFORM } from "../../model/object-names.ts";
import {
  applicationsDirectory,
  ARGOCD_DIRECTORY,
  componentRoot,
  GENERATED_ROOT,
  platformDirectory,
  serviceDirectory,
} from "../generated-paths.ts";
import { fleetLabels, type Labels, stackLabels } from "../labels.ts";
import type { ServiceContext } from "../service-context.ts";
import { componentsProject, platformProject, rootProject, servicesProject } from "./app-project.ts";
import { APPLICATIONS_DESTINATION, ARGOCD_NAMESPACE, type Destination, stackDestination } from "./destination.ts";
import { FINALIZERS, finalizersFor, syncPolicy, type SyncOption } from "./sync-policy.ts";
import { syncWave } from "./sync-waves.ts";

/** The name of the info that shows a service's image; the infos of other images add their name. */
export const IMAGE_INFO = "image";

interface ApplicationPlan {
  readonly name: string;
  readonly project: string;
  /** The directory that Argo CD applies, relative to the generated root. */
  readonly path: string;
  readonly destination: Destination;
  readonly labels: Labels;
  /** @default none: the objects outlive the Application */
  readonly finalizers?: string[];
  /** A sync option that it does without. @default none */
  readonly without?: SyncOption;
  readonly annotations?: Labels;
  /** The images that `argocd app get` shows, by what they are. */
  readonly info?: readonly { readonly name: string; readonly value: string }[];
  /** The names of Jobs that Argo CD makes and then leaves as they are. @default none */
  readonly once?: readonly string[];
}

function application(model: Model, plan: ApplicationPlan): IApplication {
  const { finalizers } = plan;
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: {
      // Argo CD compares the Application again only if a commit changes its path.
      annotations: { "argocd.argoproj.io/manifest-generate-paths": ".", ...plan.annotations },
      ...(finalizers === undefined ? {} : { finalizers }),
      labels: plan.labels,
      name: plan.name,
      namespace: ARGOCD_NAMESPACE,
    },
    spec: {
      destination: plan.destination,
      ...ignoredDifferences(plan.once ?? []),
      ...(plan.info === undefined ? {} : { info: [...plan.info] }),
      project: plan.project,
      revisionHistoryLimit: 10,
      source: {
        path: `${GENERATED_ROOT}/${plan.path}`,
        repoURL: model.config.url,
        // A full ref, so that git never takes a tag of the same name for the branch.
        targetRevision: `refs/heads/${model.config.branch}`,
      },
      syncPolicy: syncPolicy(model.config.argoCd, plan.without),
    },
  };
}

/**
 * Ignores the differences between Jobs and the releases after them. The pods of a Job cannot change, so a new image would fail each sync. With
 * `RespectIgnoreDifferences`, Argo CD applies these fields as they are in the cluster. The labels still say which version ran.
 */
export const ignoredDifferences = (once: readonly string[]): Pick<NonNullable<IApplication["spec"]>, "ignoreDifferences"> =>
  once.length === 0
    ? {}
    : { ignoreDifferences: once.map((name) => ({ group: "batch", jsonPointers: ["/metadata/labels", "/spec"], kind: "Job", name })) };

const ofStack = (stack: StackModel, model: Model) => ({ ...finalizersFor(stack.tier), labels: stackLabels(stack, model) });

/** Builds the Application of a service on a stack. */
export const serviceApplication = ({ stack, model, service, labels, image, images }: ServiceContext): IApplication =>
  application(model, {
    ...finalizersFor(stack.tier),
    name: applicationName(stack.name, service.name),
    project: servicesProject(stack),
    path: serviceDirectory(stack.name, service.name),
    destination: stackDestination(stack),
    labels,
    info: [{ name: IMAGE_INFO, value: image }, ...otherImages(service, images)],
    once: service.jobs.filter((job) => !isOfRollout(job)).map((job) => jobName(service.name, job.name)),
  });

/** Lists the released images that the pods of a service run, by name. */
const otherImages = (service: EffectiveService, images: ReadonlyMap<string, string>) =>
  [...new Set(imageUses(service).map(({ image }) => image.name))]
    .sort()
    .map((name) => ({ name: `${IMAGE_INFO} ${name}`, value: images.get(name) ?? "" }));

/** Builds the Application of the stack's namespace, policies and quotas. It syncs before the services. If the stack is retired, they outlive it. */
export const platformApplication = (stack: StackModel, model: Model): IApplication =>
  application(model, {
    ...(stack.retired ? {} : finalizersFor(stack.tier)),
    labels: stackLabels(stack, model),
    name: applicationName(stack.name, PLATFORM),
    project: platformProject(stack),
    path: platformDirectory(stack.name),
    destination: stackDestination(stack),
    annotations: syncWave("platform"),
  });

/** Builds the Application of a component. The Pulumi engine renders its objects, cluster-wide ones included. */
export const componentApplication = (stack: StackModel, model: Model, component: string): IApplication =>
  application(model, {
    ...ofStack(stack, model),
    name: applicationName(stack.name, component),
    project: componentsProject(stack),
    path: componentRoot(stack.name, component),
    destination: stackDestination(stack),
  });

/**
 * Builds the Application that deploys all Applications of a stack. That of a retired stack takes them along. On prod, they have no finalizer,
 * so their objects stay.
 */
export const rootApplication = (stack: StackModel, model: Model): IApplication =>
  application(model, {
    ...ofStack(stack, model),
    ...(stack.retired ? FINALIZERS : {}),
    name: stack.name,
    project: rootProject(stack),
    path: applicationsDirectory(stack.name),
    destination: APPLICATIONS_DESTINATION,
  });

/**
 * Builds the Application over the root Applications and projects of all stacks. A person applies it once. It removes what belongs to a
 * removed stack. Without `PruneLast`, Argo CD prunes waves in reverse: the Applications go before their projects.
 */
export const bootstrapApplication = (model: Model): IApplication =>
  application(model, {
    labels: fleetLabels(model),
    name: bootstrapName(model.config.name),
    project: bootstrapName(model.config.name),
    path: ARGOCD_DIRECTORY,
    destination: APPLICATIONS_DESTINATION,
    without: "PruneLast=true",
  });
