import type { Tier } from "../../model/tier.ts";

/** The namespace that Argo CD and its Applications live in. */
export const ARGOCD_NAMESPACE = "argocd";

/** The sync options that Fairlead uses; anything else does not compile. */
type SyncOption =
  | "ApplyOutOfSyncOnly=true"
  | "CreateNamespace=false"
  | "FailOnSharedResource=true"
  | "PruneLast=true"
  | "PrunePropagationPolicy=foreground"
  | "RespectIgnoreDifferences=true"
  | "ServerSideApply=true";

const SYNC_OPTIONS: SyncOption[] = [
  "ApplyOutOfSyncOnly=true",
  "CreateNamespace=false",
  "FailOnSharedResource=true",
  "PruneLast=true",
  "PrunePropagationPolicy=foreground",
  "RespectIgnoreDifferences=true",
  "ServerSideApply=true",
];

/**
 * How every Application syncs. Retries are few and short: measured on Argo CD 3.1, a revert waits until the retries of
 * the failed operation before it are used up.
 */
export const syncPolicy = () => ({
  automated: { allowEmpty: false, prune: true, selfHeal: true },
  retry: { backoff: { duration: "2s", factor: 2, maxDuration: "30s" }, limit: 3, refresh: true },
  syncOptions: [...SYNC_OPTIONS],
});

/** Outside prod an Application takes its objects along; in prod one that vanishes leaves the workloads running. */
export const finalizersFor = (tier: Tier): { finalizers?: string[] } =>
  tier === "prod" ? {} : { finalizers: ["resources-finalizer.argocd.argoproj.io"] };
