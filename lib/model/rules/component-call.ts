import { isDnsLabel } from "../../base/dns-names.ts";
import type { Report } from "../../base/problem.ts";
import { suggestion } from "../../base/suggestion.ts";
import { isRecord } from "../../base/values.ts";

const OPTIONS = ["service", "port", "targetPort", "namespace", "pods"];

/** Checks a call of a component's Service. Its fields may have any type. */
export function checkComponentCall(at: string, call: Readonly<Record<string, unknown>>, report: Report): void {
  for (const field of ["component", "service", "namespace"] as const) {
    const value = call[field];
    if ((value === undefined && field === "component") || (value !== undefined && (typeof value !== "string" || !isDnsLabel(value))))
      report(`${at}.${field}`, 'must be a DNS label: lower-case letters, digits and "-"');
  }
  for (const field of ["port", "targetPort"] as const) {
    const value = call[field];
    const isValid = typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 65_535;
    if (!isValid && (value !== undefined || field === "port")) report(`${at}.${field}`, "must be a port, 1 to 65535");
  }
  const { pods } = call;
  const isLabels = isRecord(pods) && !Array.isArray(pods) && Object.keys(pods).length > 0 && Object.entries(pods).every(isLabel);
  if (pods !== undefined && !isLabels) report(`${at}.pods`, 'must be labels of the pods, such as { app: "search" }');
  for (const name of Object.keys(call)) {
    if (![...OPTIONS, "kind", "component"].includes(name))
      report(`${at}.${name}`, `is not an option of componentService${suggestion(name, OPTIONS)}`);
  }
}

const KEY = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;

const isLabel = ([key, value]: readonly [string, unknown]): boolean => KEY.test(key) && typeof value === "string" && VALUE.test(value);
