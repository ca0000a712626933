import { type ArgoCdVersion, isAtLeast } from "../../model/argo-cd.ts";
import type { Tier } from "../../model/tier.ts";

/** The sync options that Fairlead uses. Any other does not compile. */
export type SyncOption =
  | "ApplyOutOfSyncOnly=true"
  | "CreateNamespace=false"
  | "FailOnSharedResource=true"
  | "PruneLast=true"
  | "PrunePropagationPolicy=foreground"
  | "RespectIgnoreDifferences=true"
  | "ServerSideApply=true";

/** The sync options of every Application. */
export const SYNC_OPTIONS: readonly SyncOption[] = [
  "ApplyOutOfSyncOnly=true",
  "CreateNamespace=false",
  "FailOnSharedResource=true",
  "PruneLast=true",
  "PrunePropagationPolicy=foreground",
  "RespectIgnoreDifferences=true",
  "ServerSideApply=true",
];

/** The first version whose retries take up a newer commit. */
const REFRESHING: ArgoCdVersion = { major: 3, minor: 2 };

/**
 * Repeats a failed sync for 36 minutes, so that an outage of 30 minutes heals by itself. A retry takes up a newer commit, so a revert
 * waits for at most a minute.
 */
const LONG_RETRY = { backoff: { duration: "2s", factor: 2, maxDuration: "1m" }, limit: 40, refresh: true };

/** Repeats a failed sync seldom and soon. Measured on Argo CD 3.1: a revert waits until the retries before it are used up. */
const SHORT_RETRY = { backoff: { duration: "2s", factor: 2, maxDuration: "30s" }, limit: 3 };

/** Builds the sync policy of every Application. */
export const syncPolicy = (version: ArgoCdVersion, dropped?: SyncOption) => ({
  automated: { allowEmpty: false, prune: true, selfHeal: true },
  retry: isAtLeast(version, REFRESHING) ? LONG_RETRY : SHORT_RETRY,
  syncOptions: SYNC_OPTIONS.filter((option) => option !== dropped),
});

/** The finalizer that deletes the objects of an Application with it, and waits for them. */
export const FINALIZERS = { finalizers: ["resources-finalizer.argocd.argoproj.io/foreground"] };

/** Returns the finalizer of a stack's Applications. In prod, the objects outlive their Application. */
export const finalizersFor = (tier: Tier): { finalizers?: string[] } => (tier === "prod" ? {} : FINALIZERS);
