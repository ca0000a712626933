/** The care that a stack gets. Fairlead refuses more on `prod` than on `latest`. */
export type Tier = "latest" | "staging" | "prod";

export const TIERS: readonly Tier[] = ["latest", "staging", "prod"];

/** The minimum number of pods of a service on a tier. It survives a lost node and a rollout. */
export const MIN_REPLICAS: Readonly<Record<Tier, number>> = { latest: 2, staging: 2, prod: 3 };

/** True if a stack of this tier refuses an image without a digest. A tag can move, but a digest cannot. */
export const requiresDigest = (tier: Tier): boolean => tier !== "latest";
