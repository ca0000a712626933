import * as z from "zod/mini";
import { isHostName } from "../../base/dns-names.ts";
import { type Text, textSchema, textsOf } from "./plain.ts";
import { integer, optionalInteger } from "./schema-parts.ts";

/** A trigger of KEDA, with KEDA's own fields. Its type decides which metadata it takes. */
export interface KedaTrigger<T = Text> {
  /** The name of a scaler: `gcp-pubsub`, `kafka`, `cron`. */
  readonly type: string;
  /** The settings of the scaler; all values are strings. */
  readonly metadata: Readonly<Record<string, T>>;
  /** @default none */
  readonly name?: string;
  /** @default the scaler's own: mostly "AverageValue" */
  readonly metricType?: "AverageValue" | "Utilization" | "Value";
  /** The TriggerAuthentication that has the credentials. @default none */
  readonly authenticationRef?: {
    readonly name: string;
    /** @default "TriggerAuthentication" */
    readonly kind?: "ClusterTriggerAuthentication" | "TriggerAuthentication";
  };
}

/** The fields of a ScaledObject. */
export interface KedaInput<T = Text> {
  /** The minimum number of pods, 2 to 1000; on prod, 2 becomes 3. A service without ports may have 0. */
  readonly min: number;
  /** The maximum number of pods, greater than `min`, at most 1000. */
  readonly max: number;
  readonly triggers: readonly KedaTrigger<T>[];
  /** Seconds between two looks at the triggers, 1 to 3600. @default 30 */
  readonly pollingSeconds?: number;
  /** Seconds without work until KEDA removes the last pod, 0 to 86400. @default 300 */
  readonly cooldownSeconds?: number;
}

/** A number of pods that KEDA sets. */
export interface KedaScale<T = Text> extends Required<KedaInput<T>> {
  readonly kind: "keda";
}

/** Lets KEDA set the number of pods: `keda({ min: 2, max: 30, triggers: [{ type: "kafka", metadata: { ... } }] })`. */
export const keda = (input: KedaInput): KedaScale => ({ pollingSeconds: 30, cooldownSeconds: 300, ...input, kind: "keda" });

const trigger = z.strictObject({
  type: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,62}$/, "must be the name of a scaler such as gcp-pubsub")),
  metadata: z.record(z.string(), textSchema),
  name: z.optional(z.string()),
  metricType: z.optional(z.enum(["AverageValue", "Utilization", "Value"])),
  authenticationRef: z.optional(
    z.strictObject({
      name: z.string().check(z.refine(isHostName, "must be a DNS name")),
      kind: z.optional(z.enum(["ClusterTriggerAuthentication", "TriggerAuthentication"])),
    }),
  ),
});

export const kedaSchema = z.strictObject({
  kind: z.literal("keda"),
  min: integer(0, 1000),
  max: integer(1, 1000),
  triggers: z.array(trigger).check(z.minLength(1)),
  pollingSeconds: optionalInteger(1, 3600),
  cooldownSeconds: optionalInteger(0, 86_400),
});

/** Returns the scale with the strings of its triggers. */
export const kedaOf = (scale: KedaScale): KedaScale<string> => ({
  ...scale,
  triggers: scale.triggers.map((trigger) => ({ ...trigger, metadata: textsOf(trigger.metadata) })),
});
