import type { IExternalSecret as IExternalSecretV1Beta1 } from "@kubernetes-models/external-secrets/external-secrets.io/v1beta1";
import type { IPassword } from "@kubernetes-models/external-secrets/generators.external-secrets.io/v1alpha1";
import type { IGRPCRoute, IHTTPRoute } from "@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1";
import type { IDaemonSet, IDeployment, IStatefulSet } from "kubernetes-models/apps/v1";
import type { IHorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2";
import type { ICronJob, IJob } from "kubernetes-models/batch/v1";
import type { IIngress, INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import type { IRole, IRoleBinding } from "kubernetes-models/rbac.authorization.k8s.io/v1";
import type { IPodMonitoring, IServiceMonitor } from "./monitoring-kinds.ts";
import type { IPodDisruptionBudget } from "kubernetes-models/policy/v1";
import type { IConfigMap, IPersistentVolumeClaim, IService, IServiceAccount } from "kubernetes-models/v1";
import type { IGCPBackendPolicy, IHealthCheckPolicy } from "./gke-kinds.ts";

/** An ExternalSecret of v1. The types package has v1beta1 only. Both versions share all fields that Fairlead uses, except `refreshPolicy`. */
export type IExternalSecret = Omit<IExternalSecretV1Beta1, "apiVersion" | "spec"> & {
  apiVersion: "external-secrets.io/v1";
  spec?: IExternalSecretV1Beta1["spec"] & { refreshPolicy?: "CreatedOnce" | "OnChange" | "Periodic" };
};

/** A ScaledObject of KEDA, with the fields that Fairlead writes. */
export interface IScaledObject {
  apiVersion: "keda.sh/v1alpha1";
  kind: "ScaledObject";
  metadata: NonNullable<IDeployment["metadata"]>;
  spec: {
    cooldownPeriod: number;
    maxReplicaCount: number;
    minReplicaCount: number;
    pollingInterval: number;
    scaleTargetRef: { apiVersion: string; kind: string; name: string };
    triggers: {
      authenticationRef?: { kind?: string; name: string };
      metadata: Record<string, string>;
      metricType?: "AverageValue" | "Utilization" | "Value";
      name?: string;
      type: string;
    }[];
  };
}

declare const manifest: unique symbol;

/** The API group of a kind: the part of `apiVersion` before the slash. Kubernetes' core has none. */
export type GroupOf<M> = M extends { apiVersion: infer V } ? (V extends `${infer G}/${string}` ? G : "") : never;

/** The facts about a kind. `M` is the type of its manifests and exists for the compiler only. */
interface ManifestKind<M> {
  /** The API group. It and the kind are what an AppProject allows. */
  readonly group: GroupOf<M>;
  /** True if deleting an object loses data, or takes as long as an outage to repair. */
  readonly stateful: boolean;
  /** The condition for the table in docs/manifests.md: "rendered if the service has ...", or "always". */
  readonly renderedIf: string;
  /** The most important fields, for the table in docs/manifests.md. */
  readonly details: string;
  /** The reason why a patch cannot drop the object. @default none: a patch may drop it */
  readonly needed?: string;
  readonly [manifest]?: M;
}

const kind = <M>(facts: ManifestKind<M>): ManifestKind<M> => facts;

/**
 * The kinds that Fairlead generates for a service. All of them have a namespace.
 * To add a kind, add its line here and its builder in lib/compile/kinds/.
 */
export const MANIFEST_KINDS = {
  ServiceAccount: kind<IServiceAccount>({
    group: "",
    stateful: false,
    renderedIf: "always",
    details: "no token in its pods by default; Google Cloud grants it permissions",
    needed: "the pods run as it",
  }),
  ConfigMap: kind<IConfigMap>({
    group: "",
    stateful: false,
    renderedIf: "`env`, `files` or a volume of `configDir()`",
    details: "the name ends in a hash of the data, except that of a directory or of a `schedule`",
    needed: "the pods read it",
  }),
  ExternalSecret: kind<IExternalSecret>({
    group: "external-secrets.io",
    stateful: true,
    renderedIf: "a need with secrets",
    details: "names of secrets only; the pods mount the values as files",
  }),
  Password: kind<IPassword>({
    group: "generators.external-secrets.io",
    stateful: false,
    renderedIf: "a need with a password that the cluster provides",
    details: "External Secrets makes the password in the cluster",
    needed: "the server and its clients mount the password",
  }),
  PersistentVolumeClaim: kind<IPersistentVolumeClaim>({
    group: "",
    stateful: true,
    renderedIf: "a volume of `newClaim()`",
    details: "stays in the cluster if it leaves the tree",
    needed: "the pods mount it",
  }),
  Deployment: kind<IDeployment>({
    group: "apps",
    stateful: false,
    renderedIf: "no `schedule`, `stateful` or `daemon`",
    details: "`replicas` only if nothing else sets them; `maxUnavailable: 0`; spread over nodes and zones",
    needed: "the service would not run",
  }),
  StatefulSet: kind<IStatefulSet>({
    group: "apps",
    stateful: true,
    renderedIf: "`stateful`",
    details: "a claim for each volume and pod, which stays by default; a headless Service beside the normal one",
    needed: "the service would not run",
  }),
  DaemonSet: kind<IDaemonSet>({
    group: "apps",
    stateful: false,
    renderedIf: "`daemon`",
    details: "one pod on each node; `maxUnavailable: 10%`; exceptions only with a reason",
    needed: "the service would not run",
  }),
  CronJob: kind<ICronJob>({
    group: "batch",
    stateful: false,
    renderedIf: "`schedule`",
    details: "`concurrencyPolicy: Forbid`, a deadline, an explicit time zone (default UTC)",
    needed: "the service would not run",
  }),
  Job: kind<IJob>({
    group: "batch",
    stateful: false,
    renderedIf: "`jobs`",
    details: "one hook of the Argo CD sync for each job; a job for test data runs once",
  }),
  Service: kind<IService>({ group: "", stateful: false, renderedIf: "`ports`", details: "ClusterIP; target ports by name" }),
  HTTPRoute: kind<IHTTPRoute>({
    group: "gateway.networking.k8s.io",
    stateful: false,
    renderedIf: "`public` with an `http` port",
    details: "attached to the stack's Gateway; one for each route and redirect",
  }),
  GRPCRoute: kind<IGRPCRoute>({
    group: "gateway.networking.k8s.io",
    stateful: false,
    renderedIf: "`public` with a `grpc` port",
    details: "attached to the stack's Gateway",
  }),
  Ingress: kind<IIngress>({
    group: "networking.k8s.io",
    stateful: false,
    renderedIf: "`public`, on a stack with `ingress`",
    details: "with TLS, instead of routes",
  }),
  HealthCheckPolicy: kind<IHealthCheckPolicy>({
    group: "networking.gke.io",
    stateful: false,
    renderedIf: "`public`, on a stack with a Gateway of GKE",
    details: "the load balancer asks what readiness asks",
  }),
  GCPBackendPolicy: kind<IGCPBackendPolicy>({
    group: "networking.gke.io",
    stateful: false,
    renderedIf: "the same, and a timeout or `sessionAffinity`",
    details: "the load balancer's timeout and affinity",
  }),
  HorizontalPodAutoscaler: kind<IHorizontalPodAutoscaler>({
    group: "autoscaling",
    stateful: false,
    renderedIf: "no `schedule` or `daemon`, and bounds in `scale`",
    details: "at least 2 pods, on prod at least 3",
  }),
  PodMonitoring: kind<IPodMonitoring>({
    group: "monitoring.googleapis.com",
    stateful: false,
    renderedIf: "`metrics`, and the stack `podMonitoring()`",
    details: "scrapes the pods",
  }),
  ServiceMonitor: kind<IServiceMonitor>({
    group: "monitoring.coreos.com",
    stateful: false,
    renderedIf: "`metrics`, and the stack `serviceMonitor(...)`",
    details: "scrapes the Service",
  }),
  Role: kind<IRole>({
    group: "rbac.authorization.k8s.io",
    stateful: false,
    renderedIf: "`kubernetesApi`",
    details: "permissions in the stack's namespace only",
  }),
  RoleBinding: kind<IRoleBinding>({
    group: "rbac.authorization.k8s.io",
    stateful: false,
    renderedIf: "`kubernetesApi`",
    details: "binds the role to the service's account",
  }),
  ScaledObject: kind<IScaledObject>({
    group: "keda.sh",
    stateful: false,
    renderedIf: "`scale: keda(...)`",
    details: "KEDA makes the autoscaler",
  }),
  PodDisruptionBudget: kind<IPodDisruptionBudget>({
    group: "policy",
    stateful: false,
    renderedIf: "no `schedule` or `daemon`",
    details: "`maxUnavailable: 1`",
  }),
  NetworkPolicy: kind<INetworkPolicy>({
    group: "networking.k8s.io",
    stateful: false,
    renderedIf: "always",
    details: "egress to DNS, `calls`, needs and `egress`; ingress from callers, `allowFrom` and, if `public`, from the Gateway",
  }),
};

type Kinds = typeof MANIFEST_KINDS;

/** The name of a kind that Fairlead generates for a service. */
export type ServiceManifestKind = keyof Kinds;

/** The type of a service's manifests by kind. */
export type ServiceManifests = { readonly [K in ServiceManifestKind]: Kinds[K] extends ManifestKind<infer M> ? M : never };

/** Stateful kinds that the platform, extra manifests or components may have. */
const OTHER_STATEFUL_KINDS: ReadonlySet<string> = new Set(["Namespace", "PersistentVolume", "Secret"]);

const isServiceKind = (name: string): name is ServiceManifestKind => Object.hasOwn(MANIFEST_KINDS, name);

/** True if deleting an object of the kind loses data, or takes as long as an outage to repair. */
export const isStateful = (name: string): boolean => (isServiceKind(name) ? MANIFEST_KINDS[name].stateful : OTHER_STATEFUL_KINDS.has(name));
