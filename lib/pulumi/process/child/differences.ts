import { isDeepStrictEqual } from "node:util";
import { isRecord } from "../../../base/values.ts";
import type { Difference } from "../protocol.ts";

/** Lists the paths at which the recorded inputs of a resource differ from those that its cloud has. Keys of providers begin with "__". */
export function differencesOf(recorded: unknown, found: unknown, path = ""): readonly Difference[] {
  if (isDeepStrictEqual(recorded, found)) return [];
  if (!isRecord(recorded) || !isRecord(found)) return [{ path, recorded, found }];
  const keys = [...new Set([...Object.keys(recorded), ...Object.keys(found)])].filter((key) => !key.startsWith("__")).sort();
  return keys.flatMap((key) => differencesOf(recorded[key], found[key], path === "" ? key : `${path}.${key}`));
}
