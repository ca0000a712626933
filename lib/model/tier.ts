/** How much care a stack gets. Order matters: what is safe on `latest` may be refused on `prod`. */
export type Tier = "latest" | "staging" | "prod";

export const TIERS: readonly Tier[] = ["latest", "staging", "prod"];

/** The fewest pods a service keeps on a tier, so that one lost node or one rollout never takes it down. */
export const MIN_REPLICAS: Readonly<Record<Tier, number>> = { latest: 2, staging: 2, prod: 3 };

/** Whether a stack of this tier refuses an image without a digest: a tag can be moved, a digest cannot. */
export const requiresDigest = (tier: Tier): boolean => tier !== "latest";
