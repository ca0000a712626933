import type { EffectiveService } from "../model/effective.ts";
import { hasReplicas, workloadOf } from "../model/workload.ts";

/** Refers to the workload whose number of pods an autoscaler sets. Returns undefined if the workload has no such number. */
export function scaleTarget(service: EffectiveService): { apiVersion: string; kind: string; name: string } | undefined {
  const kind = workloadOf(service);
  return hasReplicas(kind) ? { apiVersion: "apps/v1", kind, name: service.name } : undefined;
}

/** Returns the field with the number of pods. It is empty if an autoscaler sets the number. */
export function replicasOf({ scale }: EffectiveService): { replicas?: number } {
  if (scale.kind === "single") return { replicas: 1 };
  return scale.kind === "fixed" ? { replicas: scale.replicas } : {};
}
