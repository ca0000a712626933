import type { EffectiveService } from "./effective.ts";

const WORKLOADS = ["Deployment", "StatefulSet", "DaemonSet", "CronJob"] as const;

/** A kind of object that runs the pods of a service. */
export type Workload = (typeof WORKLOADS)[number];

/** True if objects of a kind run the pods of a service. */
export const isWorkload = (kind: string): boolean => WORKLOADS.some((workload) => workload === kind);

type Shape = Pick<EffectiveService, "schedule">;

/** Returns the kind of object that runs a service. */
export function workloadOf({ schedule }: Shape): Workload {
  return schedule === undefined ? "Deployment" : "CronJob";
}

/** True if a workload has a number of pods, which can scale. */
export const hasReplicas = (workload: Workload): workload is "Deployment" | "StatefulSet" =>
  workload === "Deployment" || workload === "StatefulSet";

/** Returns the maximum number of pods of a service, also during a rollout. Returns undefined if the spec does not say it. */
export function peakPods(service: Shape & Pick<EffectiveService, "scale">): number | undefined {
  if (workloadOf(service) === "CronJob") return 1;
  const { scale } = service;
  // A rollout stops a single pod before it starts the next one.
  if (scale.kind === "single") return 1;
  const most = scale.kind === "fixed" ? scale.replicas : scale.max;
  return most === undefined ? undefined : duringRollout(most);
}

/** Returns the number of pods during a rollout: a quarter more, rounded up. */
export const duringRollout = (pods: number): number => Math.ceil(pods * 1.25);
