import * as z from "zod/mini";
import { type Text, textSchema, textsOf } from "./plain.ts";
import { normalizeQuantity } from "../quantity.ts";

/** An amount as a Kubernetes quantity: `100`, "1500m" or "10k". */
export type MetricAmount = string | number;

/** The object that a metric describes. */
export interface MetricObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

interface MetricOptions {
  /** Labels of the metric's series. @default every series of the name */
  readonly labels?: Readonly<Record<string, Text>>;
}

/** The value of the metric, or its value divided by the number of pods. */
type Target = { readonly average: MetricAmount; readonly value?: never } | { readonly value: MetricAmount; readonly average?: never };

interface PodMetric extends MetricOptions {
  readonly kind: "pods";
  readonly name: string;
  readonly average: MetricAmount;
}

type ObjectMetric = MetricOptions & Target & { readonly kind: "object"; readonly name: string; readonly object: MetricObject };
type ExternalMetric = MetricOptions & Target & { readonly kind: "external"; readonly name: string };

/** A metric of the autoscaler beside CPU and memory. */
export type MetricInput = PodMetric | ObjectMetric | ExternalMetric;

/** Scales by a metric of the service's own pods: `podMetric("http_requests_per_second", { average: 100 })`. */
export const podMetric = (name: string, options: MetricOptions & { readonly average: MetricAmount }): PodMetric => ({
  ...options,
  kind: "pods",
  name,
});

/** Scales by a metric of one object: `objectMetric("requests", { object: { apiVersion: "v1", kind: "Service", name: "web" }, value: 900 })`. */
export const objectMetric = (name: string, options: MetricOptions & Target & { readonly object: MetricObject }): ObjectMetric => ({
  ...options,
  kind: "object",
  name,
});

/** Scales by a metric from outside the cluster: `externalMetric("queue_length", { labels: { queue: "mail" }, average: 30 })`. */
export const externalMetric = (name: string, options: MetricOptions & Target): ExternalMetric => ({ ...options, kind: "external", name });

/** A metric with its name in the spec. Amounts are in normal form; malformed ones stay as written. */
export interface Metric {
  readonly key: string;
  readonly kind: "external" | "object" | "pods";
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly object: MetricObject | undefined;
  /** The value of the metric, divided by the number of pods. */
  readonly average: string | undefined;
  readonly value: string | undefined;
}

const amount = z.optional(z.union([z.string(), z.number()], 'must be a quantity such as 100 or "1500m"'));
const common = {
  name: z.string().check(z.minLength(1), z.maxLength(253)),
  labels: z.optional(z.record(z.string(), textSchema)),
};

export const metricSchema = z.discriminatedUnion("kind", [
  z.strictObject({ ...common, kind: z.literal("pods"), average: amount }),
  z.strictObject({ ...common, kind: z.literal("external"), average: amount, value: amount }),
  z.strictObject({
    ...common,
    kind: z.literal("object"),
    average: amount,
    value: amount,
    object: z.strictObject({ apiVersion: z.string(), kind: z.string(), name: z.string() }),
  }),
]);

/** Lists the metrics in the order of the spec. The API server keeps it. */
export const metricsOf = (input: Readonly<Record<string, MetricInput>>): readonly Metric[] =>
  Object.entries(input).map(([key, metric]) => ({
    key,
    kind: metric.kind,
    name: metric.name,
    labels: textsOf(metric.labels),
    object: metric.kind === "object" ? metric.object : undefined,
    average: normalForm(metric.average),
    value: metric.kind === "pods" ? undefined : normalForm(metric.value),
  }));

const normalForm = (amount: MetricAmount | undefined): string | undefined =>
  amount === undefined ? undefined : (normalizeQuantity(String(amount)) ?? String(amount));
