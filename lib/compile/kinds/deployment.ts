import type { IDeployment } from "kubernetes-models/apps/v1";
import { workloadOf } from "../../model/workload.ts";
import { podMetadata } from "../pod/pod-metadata.ts";
import { serverPod } from "../pod/server-pod.ts";
import { spreadConstraints } from "../pod/spread-constraints.ts";
import { replicasOf } from "../scale-target.ts";
import type { ServiceContext } from "../service-context.ts";
import { workloadMetadata } from "../workload-metadata.ts";

/** Builds the Deployment of a service that is no StatefulSet, DaemonSet or CronJob. */
export function deployment(context: ServiceContext): readonly IDeployment[] {
  const { service, selector, workloadLabels } = context;
  if (workloadOf(service) !== "Deployment") return [];
  return [
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: workloadMetadata(context),
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
        template: { metadata: podMetadata(context, workloadLabels), spec: { ...serverPod(context), ...spreadConstraints(service.name) } },
      },
    },
  ];
}
