import { isOfRollout } from "../model/fields/jobs.ts";
import { syncWave } from "./argocd/sync-waves.ts";
import { objectMetadata } from "./object-metadata.ts";
import type { ServiceContext } from "./service-context.ts";

/** Returns the wave of a workload and of what scales it. The pods start after the jobs of the service. */
export const workloadWave = ({ service }: ServiceContext): Readonly<Record<string, string>> =>
  service.jobs.some(isOfRollout) ? syncWave("afterJobs") : {};

/** Builds the metadata of a workload. */
export const workloadMetadata = (context: ServiceContext) =>
  objectMetadata(context, {
    annotations: { ...workloadWave(context), email: context.service.owner },
    labels: context.workloadLabels,
  });
