import * as z from "zod/mini";
import type { PrometheusCheckSpec, Threshold } from "../../model/pipeline/health/prometheus.ts";
import { escapeRegExp } from "../../base/text.ts";
import { askApi } from "./ask-api.ts";
import { type HealthCheck, unknown } from "./health-check.ts";
import { oneLine } from "./one-line.ts";

const sample = z.tuple([z.number(), z.string()]);
const series = z.object({ metric: z.record(z.string(), z.string()), value: sample });

/** The answer to an instant query. */
const answer = z.object({
  status: z.literal("success"),
  data: z.discriminatedUnion("resultType", [
    z.object({ resultType: z.literal("vector"), result: z.array(series) }),
    z.object({ resultType: z.literal("scalar"), result: sample }),
  ]),
});

/** A bound of a threshold: the test, and its words after "is ... and not". */
const BOUNDS: Readonly<Record<keyof Threshold, readonly [holds: (value: number, bound: number) => boolean, words: string]>> = {
  below: [(value, bound) => value < bound, "below"],
  atMost: [(value, bound) => value <= bound, "at most"],
  above: [(value, bound) => value > bound, "above"],
  atLeast: [(value, bound) => value >= bound, "at least"],
};

/** Makes an instant query, and compares each series with the threshold. */
export const prometheusCheck =
  ({ url, query: template, threshold, token }: PrometheusCheckSpec): HealthCheck =>
  async ({ stacks }, tools) => {
    const query = template.replaceAll("$stacks", () => stacks.map(escapeRegExp).join("|"));
    const metric = oneLine(query, 120);
    const asked = await askApi(queryUrl(url, query), token, tools);
    if ("reason" in asked) return unknown(`${metric} is unknown: ${asked.reason}`);
    const found = answer.safeParse(asked.value);
    if (!found.success) return unknown(`${metric} is unknown: ${new URL(url).host} answered no instant vector and no scalar`);
    const { data } = found.data;
    const values = data.resultType === "scalar" ? [{ name: metric, text: data.result[1] }] : data.result.map(named(metric));
    if (values.length === 0) return unknown(`${metric} is unknown: ${new URL(url).host} has no value for it`);
    // JSON has no numbers such as NaN and +Inf, so the API sends values as strings.
    const unclear = values.find(({ text }) => Number.isNaN(numberOf(text)));
    if (unclear !== undefined) return unknown(`${unclear.name} is ${oneLine(unclear.text)}, which is no number`);
    const failures = values.flatMap(({ name, text }) =>
      misses(numberOf(text), threshold).map((words) => `${name} is ${text} and not ${words}`),
    );
    const [first, ...others] = failures;
    if (first === undefined) return [];
    return [{ state: "failed", reason: others.length === 0 ? first : `${first}, and ${others.length} more` }];
  };

function queryUrl(url: string, query: string): URL {
  const place = new URL(`${url.replace(/\/+$/, "")}/api/v1/query`);
  place.searchParams.set("query", query);
  return place;
}

const named =
  (metric: string) =>
  ({ metric: labels, value }: z.infer<typeof series>): { readonly name: string; readonly text: string } => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${text}"`);
    return { name: pairs.length === 0 ? metric : `${metric} of {${oneLine(pairs.join(", "), 120)}}`, text: value[1] };
  };

/** Reads a value of the API: a number, or an infinity. NaN for all else. */
function numberOf(text: string): number {
  if (/^[+-]?Inf$/.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  return /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

/** Lists the bounds that a value misses: `below 0.01`. */
const misses = (value: number, threshold: Threshold): readonly string[] =>
  (["below", "atMost", "above", "atLeast"] as const).flatMap((name) => {
    const bound = threshold[name];
    const [holds, words] = BOUNDS[name];
    return bound === undefined || holds(value, bound) ? [] : [`${words} ${bound}`];
  });
