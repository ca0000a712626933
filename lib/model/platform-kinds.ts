import type { IApplication, IAppProject } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1";
import type { IClusterSecretStore as IClusterSecretStoreV1Beta1 } from "@kubernetes-models/external-secrets/external-secrets.io/v1beta1";
import type { IGateway } from "@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1";
import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import type { IPriorityClass } from "kubernetes-models/scheduling.k8s.io/v1";
import type { INamespace, IResourceQuota, IService } from "kubernetes-models/v1";
import type { IComputeClass } from "./gke-kinds.ts";
import { type GroupOf, MANIFEST_KINDS } from "./manifest-kinds.ts";

/** A ClusterSecretStore of v1. The types package has v1beta1 only. Both versions share the fields that Fairlead uses. */
export type IClusterSecretStore = Omit<IClusterSecretStoreV1Beta1, "apiVersion"> & { apiVersion: "external-secrets.io/v1" };

declare const manifest: unique symbol;

/** The fields of a stack that decide about its kinds. */
interface PermittedParts {
  readonly cloud: { readonly ingress?: object; readonly secretStore?: object };
  readonly computeClasses: object;
}

/** The facts about a kind of a stack. `M` is the type of its manifests and exists for the compiler only. */
interface PlatformKind<M> {
  readonly group: GroupOf<M>;
  /** The place of its objects: the cluster, the namespace of the stack or its Gateway, or that of Argo CD. */
  readonly place: "cluster" | "namespace" | "argocd";
  /** True if the stack may have such an object. The AppProject forbids it to any other stack. @default every stack may have one */
  readonly isPermitted?: (stack: PermittedParts) => boolean;
  /** The reason why a patch cannot drop the object. @default none: a patch may drop it */
  readonly needed?: string;
  readonly [manifest]?: M;
}

const kind = <M>(facts: PlatformKind<M>): PlatformKind<M> => facts;

/** The kinds that Fairlead generates once for a stack, and its Applications. To add a kind, add its line here. */
export const PLATFORM_KINDS = {
  Namespace: kind<INamespace>({ group: "", place: "cluster", needed: "all objects of the stack are in it" }),
  NetworkPolicy: kind<INetworkPolicy>({ group: "networking.k8s.io", place: "namespace" }),
  PriorityClass: kind<IPriorityClass>({ group: "scheduling.k8s.io", place: "cluster", needed: "pods refer to it" }),
  ComputeClass: kind<IComputeClass>({
    group: "cloud.google.com",
    place: "cluster",
    isPermitted: ({ computeClasses }) => Object.keys(computeClasses).length > 0,
    needed: "pods ask for its nodes",
  }),
  ResourceQuota: kind<IResourceQuota>({ group: "", place: "namespace" }),
  Service: kind<IService>({ group: "", place: "namespace", needed: "callers use its name" }),
  ClusterSecretStore: kind<IClusterSecretStore>({
    group: "external-secrets.io",
    place: "cluster",
    isPermitted: ({ cloud }) => cloud.secretStore !== undefined,
    needed: "ExternalSecrets read through it",
  }),
  Gateway: kind<IGateway>({
    group: "gateway.networking.k8s.io",
    place: "namespace",
    isPermitted: ({ cloud }) => cloud.ingress !== undefined,
    needed: "routes attach to it",
  }),
  AppProject: kind<IAppProject>({ group: "argoproj.io", place: "argocd", needed: "Applications refer to it" }),
  Application: kind<IApplication>({ group: "argoproj.io", place: "argocd", needed: "without it, Argo CD deploys nothing" }),
};

type Kinds = typeof PLATFORM_KINDS;

/** The name of a kind that Fairlead generates once for a stack. */
export type PlatformKindName = keyof Kinds;

/** The type of a stack's manifests by kind. */
export type PlatformManifests = { readonly [K in PlatformKindName]: Kinds[K] extends PlatformKind<infer M> ? M : never };

/** Returns the reason why a patch cannot drop an object of a kind, or undefined if it can. */
export function neededReason(name: string): string | undefined {
  const facts: Readonly<Record<string, { readonly needed?: string }>> = { ...PLATFORM_KINDS, ...MANIFEST_KINDS };
  return Object.hasOwn(facts, name) ? facts[name]?.needed : undefined;
}
