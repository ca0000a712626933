import type { IDaemonSet } from "kubernetes-models/apps/v1";
import { workloadOf } from "../../model/workload.ts";
import { podMetadata } from "../pod/pod-metadata.ts";
import { nodeAgentPod } from "../pod/node-agent-pod.ts";
import type { ServiceContext } from "../service-context.ts";
import { workloadMetadata } from "../workload-metadata.ts";

/** Builds the DaemonSet of a node agent. */
export function daemonSet(context: ServiceContext): readonly IDaemonSet[] {
  const { service, selector, workloadLabels } = context;
  const { daemon } = service;
  if (daemon === undefined || workloadOf(service) !== "DaemonSet") return [];
  return [
    {
      apiVersion: "apps/v1",
      kind: "DaemonSet",
      metadata: workloadMetadata(context),
      spec: {
        minReadySeconds: 10,
        revisionHistoryLimit: 5,
        selector: { matchLabels: selector },
        template: { metadata: podMetadata(context, workloadLabels), spec: nodeAgentPod(context, daemon) },
        // A second pod on a node could not have the same ports and files.
        updateStrategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: daemon.maxUnavailable }, type: "RollingUpdate" },
      },
    },
  ];
}
