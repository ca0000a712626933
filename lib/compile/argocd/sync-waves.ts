/** The order in which Argo CD applies objects. Objects without a wave are in wave 0. */
const SYNC_WAVES = {
  /** The AppProjects, before the Applications that name them. */
  projects: "-1",
  /** The namespace and the quotas, before the services. */
  platform: "-1",
  /** Jobs, after the ServiceAccount, ConfigMap and ExternalSecret that they need. */
  jobs: "1",
  /** The pods of a service with jobs. */
  afterJobs: "2",
  /** Jobs that fill needs with test data, after the pods that migrate on their own. */
  testData: "3",
} as const;

/** Returns the annotation that puts an object into a sync wave. */
export const syncWave = (wave: keyof typeof SYNC_WAVES): Readonly<Record<string, string>> => ({
  "argocd.argoproj.io/sync-wave": SYNC_WAVES[wave],
});
