import { isRecord, selectAt } from "../../base/values.ts";
import type { Properties } from "../../cloud/kinds/kind.ts";
import type { CloudAction } from "./cloud-change.ts";

/** A value that is known only after the run. */
export const UNKNOWN = Symbol("unknown");

/** True if a value is known only after the run. */
export const isUnknown = (value: unknown): boolean => value === UNKNOWN;

/** True if a value or a part of it is known only after the run. */
const hasUnknown = (value: unknown): boolean =>
  isUnknown(value) || (typeof value === "object" && value !== null && Object.values(value).some(hasUnknown));

/** A resource whose outcome is decided, as those that refer to it see it. */
export interface PlannedResource {
  readonly name: string;
  readonly urn: string;
  readonly action: CloudAction;
  /** Its id. @default known after the run */
  readonly id: string | undefined;
  /** The outputs that are known before the run. */
  readonly outputs: Properties;
}

/** Returns the value that a reference has before the run. */
export function outputAt({ id, outputs }: PlannedResource, path: string): unknown {
  const [first = "", ...rest] = path.split(".");
  if (first === "id") return id ?? UNKNOWN;
  // Pulumi's SDK expects an absent output later. One unknown part makes the whole output unknown.
  if (!Object.hasOwn(outputs, first) || hasUnknown(outputs[first])) return UNKNOWN;
  return isSecret(outputs[first]) ? outputs[first] : selectAt(outputs[first], rest);
}

/** True if a state has the value encrypted. */
export const isSecret = (value: unknown): boolean => isRecord(value) && SIGNATURE in value;

/** The key by which Pulumi marks values that it encrypts. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
