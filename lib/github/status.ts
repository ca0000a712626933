import { isRecord } from "../base/values.ts";

/** Returns the HTTP status of an error of the API; undefined for another error. */
export function statusOf(error: unknown): number | undefined {
  const status = isRecord(error) || error instanceof Error ? Reflect.get(error, "status") : undefined;
  return typeof status === "number" ? status : undefined;
}

/** True if the server failed, or if no answer came. It may have done the work all the same. */
export function isServerFailure(error: unknown): boolean {
  const status = statusOf(error);
  return status === undefined || status >= 500;
}

/** Returns the value of a header of an error of the API. */
export function headerOf(error: unknown, name: string): string | undefined {
  const response: unknown = error instanceof Error ? Reflect.get(error, "response") : undefined;
  const headers = isRecord(response) ? response["headers"] : undefined;
  const value = isRecord(headers) ? headers[name] : undefined;
  return typeof value === "string" ? value : undefined;
}
