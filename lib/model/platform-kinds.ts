import type { IApplication, IAppProject } from "@kubernetes-models/argo-cd/argoproj.io/v1alpha1";
import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import type { IPriorityClass } from "kubernetes-models/scheduling.k8s.io/v1";
import type { INamespace, IResourceQuota, IService } from "kubernetes-models/v1";
import { MANIFEST_KINDS } from "./manifest-kinds.ts";

declare const manifest: unique symbol;

/** The facts about a kind of a stack. `M` is the type of its manifests and exists for the compiler only. */
interface PlatformKind<M> {
  /** The reason why a patch cannot drop the object. @default none: a patch may drop it */
  readonly needed?: string;
  readonly [manifest]?: M;
}

const kind = <M>(facts: PlatformKind<M>): PlatformKind<M> => facts;

/** The kinds that Fairlead generates once for a stack, and its Applications. To add a kind, add its line here. */
export const PLATFORM_KINDS = {
  Namespace: kind<INamespace>({ needed: "all objects of the stack are in it" }),
  NetworkPolicy: kind<INetworkPolicy>({}),
  PriorityClass: kind<IPriorityClass>({ needed: "pods refer to it" }),
  ResourceQuota: kind<IResourceQuota>({}),
  Service: kind<IService>({ needed: "callers use its name" }),
  AppProject: kind<IAppProject>({ needed: "Applications refer to it" }),
  Application: kind<IApplication>({ needed: "without it, Argo CD deploys nothing" }),
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
