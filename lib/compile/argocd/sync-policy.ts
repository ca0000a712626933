import type { Tier } from "../../model/tier.ts";

/** The sync options that Fairlead uses. Any other does not compile. */
type SyncOption =
  | "ApplyOutOfSyncOnly=true"
  | "CreateNamespace=false"
  | "FailOnSharedResource=true"
  | "PruneLast=true"
  | "PrunePropagationPolicy=foreground"
  | "RespectIgnoreDifferences=true"
  | "ServerSideApply=true";

const SYNC_OPTIONS: readonly SyncOption[] = [
  "ApplyOutOfSyncOnly=true",
  "CreateNamespace=false",
  "FailOnSharedResource=true",
  "PruneLast=true",
  "PrunePropagationPolicy=foreground",
  "RespectIgnoreDifferences=true",
  "ServerSideApply=true",
];

/**
 * Builds the sync policy of every Application. It retries seldom and soon.
 * Measured on Argo CD 3.1: a revert waits until the failed operation before it has used up its retries.
 */
export const syncPolicy = () => ({
  automated: { allowEmpty: false, prune: true, selfHeal: true },
  retry: { backoff: { duration: "2s", factor: 2, maxDuration: "30s" }, limit: 3, refresh: true },
  syncOptions: [...SYNC_OPTIONS],
});

/** Returns the finalizer that deletes an Application's objects with it. In prod they outlive the Application. */
export const finalizersFor = (tier: Tier): { finalizers?: string[] } =>
  tier === "prod" ? {} : { finalizers: ["resources-finalizer.argocd.argoproj.io"] };
