import type { IJob } from "kubernetes-models/batch/v1";
import { isOfRollout, type Job } from "../../model/fields/jobs.ts";
import { MANY_NODES } from "../../model/fields/volumes.ts";
import { jobName } from "../../model/object-names.ts";
import { syncWave } from "../argocd/sync-waves.ts";
import { serviceLabels, withVersion } from "../labels.ts";
import { objectMetadata } from "../object-metadata.ts";
import { containerOf } from "../pod/container.ts";
import { podMetadata } from "../pod/pod-metadata.ts";
import { podSpec } from "../pod/pod-spec.ts";
import type { ServiceContext } from "../service-context.ts";

/** Seconds that a finished migration is kept: a day, so that a person can read the logs of the night. */
const TTL_SECONDS = 86_400;

/** Returns the labels of a job's objects. */
export const jobLabels = ({ service, stack }: ServiceContext, job: string) =>
  serviceLabels(service, stack, { name: jobName(service.name, job), component: "job" });

/**
 * Leaves out the claims that only one node may mount. The pods of the service hold them while the job runs.
 * A pod of a job has one container, which shares its processes with no other.
 */
function contextOfJobs(context: ServiceContext): ServiceContext {
  const { service } = context;
  const volumes = service.volumes.filter((volume) => !("accessMode" in volume) || MANY_NODES.has(volume.accessMode));
  return { ...context, service: { ...service, volumes, shareProcessNamespace: false } };
}

/** Builds the jobs: those before each rollout, and those that fill needs with test data. */
export const jobs = (context: ServiceContext): readonly IJob[] =>
  context.service.jobs.map((job) => {
    const { service, image, tag } = context;
    const pods = contextOfJobs(context);
    const labels = withVersion(jobLabels(context, job.name), tag);
    const { annotations, spec } = lifeOf(job);
    return {
      apiVersion: "batch/v1",
      kind: "Job",
      metadata: objectMetadata(context, {
        annotations: { ...annotations, email: service.owner },
        labels,
        name: jobName(service.name, job.name),
      }),
      spec: {
        activeDeadlineSeconds: job.timeoutSeconds,
        backoffLimit: job.retries,
        template: {
          metadata: podMetadata(context, labels),
          spec: podSpec(pods, { containers: [containerOf(pods, { ...job, image })], restartPolicy: "OnFailure" }),
        },
        ...spec,
      },
    };
  });

/**
 * Returns what decides how often a job runs.
 * A migration is a hook of the sync, not of PreSync. On the first deploy, a PreSync hook would wait forever for the ServiceAccount, ConfigMap
 * and ExternalSecret.
 * A job for test data is an ordinary object, because Argo CD runs hooks again with each sync. It stays after it has finished. Otherwise, Argo CD
 * would miss it and make it again.
 */
const lifeOf = (job: Job) =>
  isOfRollout(job)
    ? {
        annotations: {
          "argocd.argoproj.io/hook": "Sync",
          "argocd.argoproj.io/hook-delete-policy": "BeforeHookCreation",
          ...syncWave("jobs"),
        },
        spec: { ttlSecondsAfterFinished: TTL_SECONDS },
      }
    : { annotations: syncWave("testData"), spec: {} };
