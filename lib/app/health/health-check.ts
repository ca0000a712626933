/** A check of a stage. Returns undefined if it passes, or the reason why it fails. It never throws. */
export type HealthCheck = () => Promise<string | undefined>;
