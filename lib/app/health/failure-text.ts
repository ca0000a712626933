import { isRecord } from "../../base/values.ts";

/** Says why a request got no answer. */
export function failureText(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no answer in ${timeoutMs / 1000} s`;
  const { cause } = error;
  const code = isRecord(cause) && typeof cause["code"] === "string" ? cause["code"] : "";
  return (cause instanceof Error && cause.message) || code || error.message;
}
