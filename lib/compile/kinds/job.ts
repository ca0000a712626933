import type { IJob } from "kubernetes-models/batch/v1";
import { labelsFor, type ServiceContext, versionLabel, withVersion } from "../context.ts";
import { metadata } from "../metadata.ts";
import { container, podSpec } from "../pod/pod.ts";

/** A day: long enough to read the logs of a job that failed over night. */
const TTL_SECONDS = 86_400;

/** A job's own name: its pods must not carry the labels that the Service selects by. */
export const jobName = (service: string, job: string): string => `${service}-${job}`;

/**
 * Jobs that run before each deploy. Hooks of the sync itself, not PreSync: on the first deploy a PreSync hook would
 * wait for a ServiceAccount, ConfigMap and ExternalSecret that come after it. Wave 1 follows those, wave 2 is the pods.
 */
export const jobs = (context: ServiceContext): readonly IJob[] =>
  context.service.jobs.map((job) => {
    const { service, stack, model, image, workloadLabels } = context;
    const name = jobName(service.name, job.name);
    const version = versionLabel(workloadLabels["app.kubernetes.io/version"] ?? "");
    const labels = withVersion(labelsFor(service, stack, model, name, "job"), version);
    return {
      apiVersion: "batch/v1",
      kind: "Job",
      metadata: metadata(context, {
        annotations: {
          "argocd.argoproj.io/hook": "Sync",
          "argocd.argoproj.io/hook-delete-policy": "BeforeHookCreation",
          "argocd.argoproj.io/sync-wave": "1",
          email: service.owner,
        },
        labels,
        name,
      }),
      spec: {
        activeDeadlineSeconds: job.timeoutSeconds,
        backoffLimit: job.retries,
        template: {
          metadata: { labels },
          spec: podSpec(context, [container(context, { ...job, name: job.name, image })], "OnFailure"),
        },
        ttlSecondsAfterFinished: TTL_SECONDS,
      },
    };
  });
