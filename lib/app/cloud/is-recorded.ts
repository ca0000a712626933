import { isDeepStrictEqual } from "node:util";
import type { RecordedResource, RecordedStack } from "../../cloud/recorded.ts";
import { type AnyCloudResource, isLate } from "../../cloud/resource.ts";

/** True if a state records exactly these resources, so that the engine would change nothing. */
export function isRecorded(resources: readonly AnyCloudResource[], fresh: readonly string[], recorded: RecordedStack | undefined): boolean {
  const known = (recorded?.resources ?? []).filter(({ type }) => type.startsWith("gcp:"));
  if (fresh.length > 0 || known.length !== resources.length || (recorded?.pendingOperations.length ?? 0) > 0) return false;
  return resources.every((resource) => known.some((each) => isSame(resource, each)));
}

const isSame = ({ type, name, inputs, protect }: AnyCloudResource, known: RecordedResource): boolean =>
  known.type === type && known.name === name && known.protect === protect && !known.delete && matches(inputs, known.inputs);

/** True if a recorded value is what an input becomes. A late value is what the engine recorded for it. */
function matches(value: unknown, known: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === known;
  if (isLate(value)) return known !== undefined;
  if (typeof known !== "object" || known === null || !isDeepStrictEqual(Object.keys(value).sort(), Object.keys(known).sort())) return false;
  return Object.entries(value).every(([key, each]) => matches(each, Reflect.get(known, key)));
}
