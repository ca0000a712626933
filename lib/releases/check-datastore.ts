import { hasInvisible, showInvisible } from "../base/invisible.ts";
import type { Report } from "../base/problem.ts";
import { isRecord } from "../base/values.ts";
import { DEFAULTS } from "../model/defaults.ts";
import { addressProblemOf } from "./backends.ts";

/** Reports every problem of a config's datastore. Ignores values of a wrong type, which the config's schema reports. */
export function checkDatastore(config: { readonly datastore?: unknown }, report: Report): void {
  const { datastore = DEFAULTS.datastore } = config;
  if (typeof datastore === "string") checkUrl(datastore, "datastore", report);
  if (!isRecord(datastore)) return;
  const { url, apiEndpoint } = datastore;
  if (typeof url === "string") checkUrl(url, "datastore.url", report);
  if (typeof apiEndpoint === "string" && (hasInvisible(apiEndpoint) || !/^https?:\/\/[^\s/]+\/?$/.test(apiEndpoint))) {
    report("datastore.apiEndpoint", `"${showInvisible(apiEndpoint)}" is not an address such as http://127.0.0.1:4443`);
  }
}

function checkUrl(url: string, path: string, report: Report): void {
  const problem = addressProblemOf(url);
  if (problem !== "") report(path, problem);
}
