import type { IHTTPRoute } from "@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1";
import type { IExternalSecret as IExternalSecretV1Beta1 } from "@kubernetes-models/external-secrets/external-secrets.io/v1beta1";
import type { IDeployment } from "kubernetes-models/apps/v1";
import type { IHorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2";
import type { ICronJob, IJob } from "kubernetes-models/batch/v1";
import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import type { IPodDisruptionBudget } from "kubernetes-models/policy/v1";
import type { IConfigMap, IService, IServiceAccount } from "kubernetes-models/v1";

/** Any Kubernetes object, as far as Fairlead must know it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ManifestMetadata;
  readonly [field: string]: unknown;
}

export interface ManifestMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** The fields that Fairlead uses are the same in v1, which the types package does not have. */
export type IExternalSecret = Omit<IExternalSecretV1Beta1, "apiVersion"> & { apiVersion: "external-secrets.io/v1" };

/** What Fairlead makes of a service, by kind; `patch` is typed with it. */
export interface ServiceManifests {
  ServiceAccount: IServiceAccount;
  ConfigMap: IConfigMap;
  ExternalSecret: IExternalSecret;
  Deployment: IDeployment;
  CronJob: ICronJob;
  Job: IJob;
  Service: IService;
  HTTPRoute: IHTTPRoute;
  HorizontalPodAutoscaler: IHorizontalPodAutoscaler;
  PodDisruptionBudget: IPodDisruptionBudget;
  NetworkPolicy: INetworkPolicy;
}

export type ServiceManifestKind = keyof ServiceManifests;

/**
 * Last changes to finished manifests, by kind. A function gets a copy of its own: it changes that in place, or returns
 * another. Prefer a typed field where there is one: a patch is not seen by the rules for specs.
 */
export type Patch = { readonly [K in ServiceManifestKind]?: (manifest: ServiceManifests[K]) => ServiceManifests[K] | void };

/** What extra manifests get to know: names, never the environment. */
export interface ManifestContext {
  readonly service: string;
  readonly namespace: string;
  /** The labels that every object of the service carries. */
  readonly labels: Readonly<Record<string, string>>;
  /** The labels that select the service's pods. */
  readonly selector: Readonly<Record<string, string>>;
}
