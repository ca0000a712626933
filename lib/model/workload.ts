import type { EffectiveService } from "./effective.ts";

const WORKLOADS = ["Deployment", "StatefulSet", "DaemonSet", "CronJob"] as const;

/** A kind of object that runs the pods of a service. */
export type Workload = (typeof WORKLOADS)[number];

/** True if objects of a kind run the pods of a service. */
export const isWorkload = (kind: string): boolean => WORKLOADS.some((workload) => workload === kind);

type Shape = Pick<EffectiveService, "daemon" | "schedule" | "stateful">;

/** Returns the kind of object that runs a service. */
export function workloadOf({ schedule, stateful, daemon }: Shape): Workload {
  if (schedule !== undefined) return "CronJob";
  if (stateful !== undefined) return "StatefulSet";
  return daemon === undefined ? "Deployment" : "DaemonSet";
}

/** True if a workload has a number of pods, which can scale. */
export const hasReplicas = (workload: Workload): workload is "Deployment" | "StatefulSet" =>
  workload === "Deployment" || workload === "StatefulSet";

/** Returns the maximum number of pods of a service, also during a rollout. Returns undefined if the spec does not say it. */
export function peakPods(service: Shape & Pick<EffectiveService, "scale">): number | undefined {
  const workload = workloadOf(service);
  if (workload === "CronJob") return 1;
  if (workload === "DaemonSet") return service.daemon?.maxNodes;
  const { scale } = service;
  if (scale.kind === "single") return 1;
  const most = scale.kind === "fixed" ? scale.replicas : scale.max;
  // A StatefulSet replaces its pods.
  return most === undefined || workload === "StatefulSet" ? most : duringRollout(most);
}

/** Returns the number of pods during a rollout: a quarter more, rounded up. */
export const duringRollout = (pods: number): number => Math.ceil(pods * 1.25);
