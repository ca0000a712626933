import type { IDeployment } from "kubernetes-models/apps/v1";
import { ownPorts } from "../../model/fields/ports.ts";
import { workloadOf } from "../../model/workload.ts";
import { syncWave } from "../argocd/sync-waves.ts";
import { objectMetadata } from "../object-metadata.ts";
import { containerPorts, mainContainer } from "../pod/container.ts";
import { lifecycleOf } from "../pod/lifecycle.ts";
import { podSpec } from "../pod/pod-spec.ts";
import { probesOf } from "../pod/probes.ts";
import { replicasOf } from "../scale-target.ts";
import { spreadConstraints } from "../pod/spread-constraints.ts";
import type { ServiceContext } from "../service-context.ts";

/** Builds the Deployment of a service that is no StatefulSet, DaemonSet or CronJob. */
export function deployment(context: ServiceContext): readonly IDeployment[] {
  const { service, selector, workloadLabels } = context;
  if (workloadOf(service) !== "Deployment") return [];
  const own = ownPorts(service);
  const container = {
    ...mainContainer(context),
    ...probesOf(service.health, service.ports, own),
    ...containerPorts(own),
    ...lifecycleOf(service),
  };
  const pod = podSpec(context, { containers: [container], restartPolicy: "Always", withInit: true });
  return [
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: objectMetadata(context, {
        annotations: { ...(service.jobs.length === 0 ? {} : syncWave("afterJobs")), email: service.owner },
        labels: workloadLabels,
      }),
      spec: {
        minReadySeconds: 10,
        progressDeadlineSeconds: 600,
        ...replicasOf(service),
        revisionHistoryLimit: 5,
        selector: { matchLabels: selector },
        strategy:
          service.scale.kind === "single"
            ? { type: "Recreate" }
            : { rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 }, type: "RollingUpdate" },
        template: { metadata: { labels: workloadLabels }, spec: { ...pod, ...spreadConstraints(service.name) } },
      },
    },
  ];
}
