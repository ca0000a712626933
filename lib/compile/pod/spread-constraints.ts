import type { IPodSpec } from "kubernetes-models/v1";
import { selectorFor } from "../labels.ts";

/** Spreads the pods of a service: to different nodes if possible, evenly over zones. */
export function spreadConstraints(service: string): Pick<IPodSpec, "affinity" | "topologySpreadConstraints"> {
  const labelSelector = { matchLabels: selectorFor(service) };
  return {
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { podAffinityTerm: { labelSelector, topologyKey: "kubernetes.io/hostname" }, weight: 100 },
        ],
      },
    },
    topologySpreadConstraints: [
      { labelSelector, maxSkew: 1, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "ScheduleAnyway" },
    ],
  };
}
