import type { ICronJob } from "kubernetes-models/batch/v1";
import { objectMetadata } from "../object-metadata.ts";
import { mainContainer } from "../pod/container.ts";
import { lifecycleOf } from "../pod/lifecycle.ts";
import { podMetadata } from "../pod/pod-metadata.ts";
import { podSpec } from "../pod/pod-spec.ts";
import type { ServiceContext } from "../service-context.ts";

/** Builds the CronJob of a service with a schedule. */
export function cronJob(context: ServiceContext): readonly ICronJob[] {
  const { service, workloadLabels } = context;
  const { schedule } = service;
  if (schedule?.cron === undefined) return [];
  const pod = podSpec(context, {
    containers: [{ ...mainContainer(context), ...lifecycleOf(service) }],
    restartPolicy: "OnFailure",
    withInit: true,
  });
  return [
    {
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata: objectMetadata(context, { annotations: { email: service.owner }, labels: workloadLabels }),
      spec: {
        concurrencyPolicy: "Forbid",
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          metadata: { labels: workloadLabels },
          spec: {
            activeDeadlineSeconds: schedule.timeoutSeconds,
            backoffLimit: schedule.retries,
            template: { metadata: podMetadata(context, workloadLabels), spec: pod },
          },
        },
        schedule: schedule.cron,
        startingDeadlineSeconds: schedule.startingDeadlineSeconds,
        successfulJobsHistoryLimit: 1,
        suspend: false,
        timeZone: schedule.timeZone,
      },
    },
  ];
}
