import * as z from "zod/mini";
import { checkApi, checkTokenName } from "./address.ts";
import { healthKind } from "./health-kind.ts";

/** The numbers that the value of a query must fit. At least one of them. */
export interface Threshold {
  /** @default none */
  readonly below?: number | undefined;
  /** @default none */
  readonly atMost?: number | undefined;
  /** @default none */
  readonly above?: number | undefined;
  /** @default none */
  readonly atLeast?: number | undefined;
}

/** A check of a query of Prometheus, or of another server with its API. Each series of the answer must fit the threshold. */
export interface PrometheusCheckInput extends Threshold {
  /** The address of the server, before `/api/v1/query`: `https://prometheus.example.com`. */
  readonly prometheus: string;
  /** In PromQL. `$stacks` stands for the stacks of the wave: `cluster=~"$stacks"`. */
  readonly query: string;
  /** The environment variable that has the bearer token. @default the server needs none */
  readonly token?: string | undefined;
}

export interface PrometheusCheckSpec {
  readonly kind: "prometheus";
  readonly url: string;
  readonly query: string;
  readonly threshold: Threshold;
  readonly token: string | undefined;
}

const bound = z.optional(z.number());

export const prometheusKind = healthKind(
  "prometheus",
  z.strictObject({
    prometheus: z.string(),
    query: z.string(),
    token: z.optional(z.string()),
    below: bound,
    atMost: bound,
    above: bound,
    atLeast: bound,
  }),
  ({ prometheus: url, query, token, ...threshold }: PrometheusCheckInput, at, report): PrometheusCheckSpec => {
    checkApi({ url, token, at: `${at}.prometheus` }, 'prometheus: "https://prometheus.example.com"', report);
    checkTokenName(token, `${at}.token`, "PROMETHEUS_TOKEN", report);
    if (query.trim() === "") report(`${at}.query`, "is empty");
    const bounds = Object.entries(threshold).filter(([, value]) => value !== undefined);
    if (bounds.length === 0) report(at, "has no threshold: below, atMost, above or atLeast", "below: 0.01");
    return { kind: "prometheus", url, query, threshold, token };
  },
);
