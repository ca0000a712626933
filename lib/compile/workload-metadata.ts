import { syncWave } from "./argocd/sync-waves.ts";
import { objectMetadata } from "./object-metadata.ts";
import type { ServiceContext } from "./service-context.ts";

/** Builds the metadata of a workload. Its pods start after the jobs of the service. */
export const workloadMetadata = (context: ServiceContext) =>
  objectMetadata(context, {
    annotations: { ...(context.service.jobs.length === 0 ? {} : syncWave("afterJobs")), email: context.service.owner },
    labels: context.workloadLabels,
  });
