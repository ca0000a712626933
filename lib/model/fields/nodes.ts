import * as z from "zod/mini";
import { integer } from "./schema-parts.ts";

/** A taint of nodes that the pods accept. */
export interface Toleration {
  /** The key of the taint. @default every key; then `operator` must be "Exists" */
  readonly key?: string;
  /** @default "Equal" */
  readonly operator?: "Equal" | "Exists";
  /** The value of the taint. With "Exists" there is none. @default "" */
  readonly value?: string;
  /** @default every effect */
  readonly effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
  /** Seconds that a pod stays after a node gets the taint, 0 to 86400. The effect must be "NoExecute". @default forever */
  readonly tolerationSeconds?: number;
}

/** The nodes that may run the pods, also those of jobs. */
export interface NodesInput {
  /** Labels that the nodes must have. @default any node */
  readonly selector?: Readonly<Record<string, string>>;
  /** @default none */
  readonly tolerations?: readonly Toleration[];
  /** The processor of the nodes. `arm64` also tolerates the taint of GKE's Arm nodes. @default any */
  readonly arch?: "amd64" | "arm64";
}

/** The label of nodes with their processor. */
export const ARCH_LABEL = "kubernetes.io/arch";

export const nodesSchema = z.strictObject({
  selector: z.optional(z.record(z.string(), z.string())),
  tolerations: z.optional(
    z.array(
      z.strictObject({
        key: z.optional(z.string()),
        operator: z.optional(z.enum(["Equal", "Exists"])),
        value: z.optional(z.string()),
        effect: z.optional(z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"])),
        tolerationSeconds: z.optional(integer(0, 86_400)),
      }),
    ),
  ),
  arch: z.optional(z.enum(["amd64", "arm64"])),
});
