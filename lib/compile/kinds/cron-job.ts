import type { ICronJob } from "kubernetes-models/batch/v1";
import type { ServiceContext } from "../context.ts";
import { metadata } from "../metadata.ts";
import { container, initContainers, podSpec } from "../pod/pod.ts";

export function cronJob(context: ServiceContext): readonly ICronJob[] {
  const { service, workloadLabels, image } = context;
  const { schedule } = service;
  if (schedule?.cron === undefined) return [];
  const main = container(context, {
    name: service.name,
    image,
    command: service.command,
    args: service.args,
    resources: service.resources,
  });
  return [
    {
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata: metadata(context, { annotations: { email: service.owner }, labels: workloadLabels }),
      spec: {
        concurrencyPolicy: "Forbid",
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          metadata: { labels: workloadLabels },
          spec: {
            activeDeadlineSeconds: schedule.timeoutSeconds,
            backoffLimit: schedule.retries,
            template: {
              metadata: { labels: workloadLabels },
              spec: podSpec(context, [main], "OnFailure", initContainers(context)),
            },
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
