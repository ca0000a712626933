import * as z from "zod/mini";
import { DEFAULTS } from "../defaults.ts";
import { type Metric, type MetricInput, metricsOf, metricSchema } from "./metrics.ts";
import { integer, optionalInteger } from "./schema-parts.ts";
import { kedaOf, type KedaScale, kedaSchema } from "./keda.ts";

/** The bounds and targets of the HorizontalPodAutoscaler. */
export interface AutoscalingInput {
  readonly kind?: undefined;
  /** The minimum number of pods, 2 to 1000. On prod, a service's 2 becomes 3. @default 2; 3 on prod */
  readonly min?: number;
  /** The maximum number of pods, greater than `min`, 3 to 1000. @default 10 */
  readonly max?: number;
  /** The average CPU that the autoscaler keeps, in percent of the request, 1 to 500. `false`: CPU does not count. @default 70 */
  readonly cpuPercent?: number | false;
  /** The average memory that the autoscaler keeps, in percent of the request, 1 to 500. @default memory does not count */
  readonly memoryPercent?: number | false;
  /** Other metrics by a name of your own: `podMetric`, `objectMetric` or `externalMetric`. @default none */
  readonly metrics?: Readonly<Record<string, MetricInput>>;
}

/** One pod. A rollout stops it before it starts the next one. */
export interface SinglePod {
  readonly kind: "single";
  readonly because?: string;
}

/** A fixed number of pods. */
export interface FixedPods {
  readonly kind: "fixed";
  readonly replicas: number;
}

/** A number of pods that software outside the fleet sets. */
export interface ScaledByOther {
  readonly kind: "scaledBy";
  /** The name of that software, for people. */
  readonly by: string;
  readonly max?: number;
}

/** The number of pods: bounds of the autoscaler, or the result of `single`, `fixed`, `keda` or `scaledBy`. */
export type ScaleInput = AutoscalingInput | SinglePod | FixedPods | KedaScale | ScaledByOther;

/** Runs one pod: `single()`. On prod it needs a reason: `single({ because: "the queue has one consumer" })`. */
export const single = (options: { readonly because?: string } = {}): SinglePod => ({ ...options, kind: "single" });

/** Runs a fixed number of pods, 2 to 1000; on prod at least 3: `fixed(3)`. */
export const fixed = (replicas: number): FixedPods => ({ kind: "fixed", replicas });

/**
 * Leaves the number of pods to other software: `scaledBy("the queue operator")`.
 * `max` is the maximum number of pods, 1 to 1000. A stack with a quota needs it.
 */
export const scaledBy = (by: string, options: { readonly max?: number } = {}): ScaledByOther => ({ ...options, kind: "scaledBy", by });

/** The bounds and targets of the HorizontalPodAutoscaler, with every default. */
export interface Autoscaling {
  readonly kind: "autoscaling";
  readonly min: number;
  readonly max: number;
  readonly cpuPercent: number | undefined;
  readonly memoryPercent: number | undefined;
  readonly metrics: readonly Metric[];
}

/** The number of pods with every default. */
export type Scale = Autoscaling | SinglePod | FixedPods | KedaScale<string> | ScaledByOther;

const percent = z.optional(z.union([integer(1, 500), z.literal(false)]));

// The API server accepts more, but a thousand pods of one service are a mistake, or need a separate cluster.
export const scaleSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.optional(z.undefined()),
    min: optionalInteger(2, 1000),
    max: optionalInteger(3, 1000),
    cpuPercent: percent,
    memoryPercent: percent,
    metrics: z.optional(z.record(z.string(), metricSchema)),
  }),
  z.strictObject({ kind: z.literal("single"), because: z.optional(z.string()) }),
  z.strictObject({ kind: z.literal("fixed"), replicas: integer(1, 1000) }),
  z.strictObject({ kind: z.literal("scaledBy"), by: z.string(), max: optionalInteger(1, 1000) }),
  kedaSchema,
]);

/** Adds the defaults. `library` is the library's own layer: it has the minimum of the tier. */
export function scaleOf(input: ScaleInput = {}, library: ScaleInput = {}): Scale {
  if (input.kind === "keda") return kedaOf(input);
  if (input.kind !== undefined) return input;
  const { min, max, cpuPercent = DEFAULTS.cpuPercent, memoryPercent = false, metrics = {} } = input;
  return {
    kind: "autoscaling",
    min: min ?? minimumOf(library),
    max: max ?? DEFAULTS.max,
    cpuPercent: cpuPercent === false ? undefined : cpuPercent,
    memoryPercent: memoryPercent === false ? undefined : memoryPercent,
    metrics: metricsOf(metrics),
  };
}

const minimumOf = (scale: ScaleInput): number =>
  (scale.kind === "fixed" ? scale.replicas : scale.kind === undefined ? scale.min : undefined) ?? DEFAULTS.min;

/** Returns the scale with the tier's minimum. Returns undefined if it has enough pods, or so few that a rule reports them. */
export function raisedScale(input: ScaleInput | undefined, minimum: number): ScaleInput | undefined {
  const isLow = (pods: number | undefined): boolean => pods !== undefined && pods >= DEFAULTS.min && pods < minimum;
  if (input?.kind === "fixed") return isLow(input.replicas) ? { ...input, replicas: minimum } : undefined;
  if (input?.kind === "keda") return isLow(input.min) ? { ...input, min: minimum } : undefined;
  return input?.kind === undefined && isLow(input?.min) ? { min: minimum } : undefined;
}
