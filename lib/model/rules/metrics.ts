import { isHostName } from "../../base/dns-names.ts";
import type { Report } from "../../base/problem.ts";
import type { Metric } from "../fields/metrics.ts";
import { compareQuantities, normalizeQuantity } from "../quantity.ts";
import { notAQuantity } from "./resources.ts";

const LABEL_KEY = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;

/** Checks that the API server accepts a metric, and that the autoscaler can read it. */
export function checkMetric({ kind, name, labels, object, average, value }: Metric, report: Report): void {
  // The name is a part of the address of the metrics API.
  if (/[/%]/.test(name) || name === "." || name === "..") report(".name", `"${name}" is not the name of a metric`);
  for (const [key, text] of Object.entries(labels)) {
    if (!LABEL_KEY.test(key)) report(`.labels.${key}`, `"${key}" is not a label key`);
    if (!LABEL_VALUE.test(text)) report(`.labels.${key}`, `"${text}" is not a label value: letters, digits, "-", "_" and ".", at most 63`);
  }
  if (object !== undefined) {
    if (!API_VERSION.test(object.apiVersion)) report(".object.apiVersion", `"${object.apiVersion}" is not an API version such as apps/v1`);
    if (!/^[A-Z][A-Za-z0-9]{0,62}$/.test(object.kind)) report(".object.kind", `"${object.kind}" is not a kind such as Service`);
    if (!isHostName(object.name)) report(".object.name", `"${object.name}" is not a DNS name`);
  }
  if (average === undefined && value === undefined) report("", kind === "pods" ? "has no average" : "has neither average nor value");
  if (average !== undefined && value !== undefined) report("", "has both average and value; give one of them");
  for (const [field, amount] of [
    ["average", average],
    ["value", value],
  ] as const) {
    if (amount === undefined) continue;
    if (normalizeQuantity(amount) === undefined) report(`.${field}`, notAQuantity(amount));
    else if (compareQuantities(amount, "0") !== 1) report(`.${field}`, `must be greater than 0, got ${amount}`);
  }
}

const API_VERSION = /^(?:[a-z0-9.-]+\/)?v[0-9][a-z0-9]*$/;
