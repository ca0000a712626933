import type { IDeployment } from "kubernetes-models/apps/v1";
import type { ServiceContext } from "../context.ts";
import { metadata } from "../metadata.ts";
import { container, initContainers, podSpec, spread } from "../pod/pod.ts";
import { probesOf } from "../pod/probes.ts";

/** Covers the time that endpoints take to disappear from load balancers after a pod is told to stop. */
const PRE_STOP_SECONDS = 10;

/** Where a service has jobs, its pods come after them; see `kinds/job.ts`. */
const AFTER_JOBS = { "argocd.argoproj.io/sync-wave": "2" };

export function deployment(context: ServiceContext): readonly IDeployment[] {
  const { service, selector, workloadLabels, image } = context;
  if (service.schedule !== undefined) return [];
  const ports = service.ports.map(({ name, port }) => ({ containerPort: port, name, protocol: "TCP" as const }));
  const main = {
    ...container(context, { name: service.name, image, command: service.command, args: service.args, resources: service.resources }),
    ...probesOf(service),
    ...(ports.length === 0 ? {} : { ports }),
    lifecycle: { preStop: { sleep: { seconds: PRE_STOP_SECONDS } } },
  };
  return [
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: metadata(context, {
        annotations: { ...(service.jobs.length === 0 ? {} : AFTER_JOBS), email: service.owner },
        labels: workloadLabels,
      }),
      // No `replicas`: the autoscaler owns the number.
      spec: {
        minReadySeconds: 10,
        progressDeadlineSeconds: 600,
        revisionHistoryLimit: 5,
        selector: { matchLabels: selector },
        strategy: { rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 }, type: "RollingUpdate" },
        template: {
          metadata: { labels: workloadLabels },
          spec: { ...podSpec(context, [main], "Always", initContainers(context)), ...spread(service.name) },
        },
      },
    },
  ];
}
