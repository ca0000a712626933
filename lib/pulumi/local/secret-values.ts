import { isRecord } from "../../base/values.ts";

/** The key and the value by which Pulumi's protocol marks a secret. */
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** Removes the marks of secrets from a value of Pulumi's protocol. */
export function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  if (!isRecord(value)) return value;
  if (value[SIGNATURE_KEY] === SECRET_SIGNATURE) return plainValue(value["value"]);
  return plainRecord(value);
}

/** Removes the marks of secrets from the inputs or outputs of a resource. */
export const plainRecord = (values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, plainValue(value)]));
