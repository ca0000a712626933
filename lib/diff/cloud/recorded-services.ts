import { isRecord } from "../../base/values.ts";
import type { RecordedResource } from "../../cloud/recorded.ts";

/** The inputs that hold labels. */
const LABELS = ["labels", "userLabels", "resourceLabels"] as const;

/** Returns the service that owns each recorded resource, by URN. A label of a resource names it, for all resources of its component. */
export function recordedServices(recorded: readonly RecordedResource[]): ReadonlyMap<string, string> {
  const byParent = new Map<string, string>();
  for (const { parent, inputs } of recorded) {
    const service = LABELS.map((key) => inputs[key]).flatMap((labels) => (isRecord(labels) ? [labels["service"]] : []))[0];
    if (parent !== undefined && typeof service === "string") byParent.set(parent, service);
  }
  return new Map(
    recorded.flatMap(({ urn, parent }) => {
      const service = parent === undefined ? undefined : byParent.get(parent);
      return service === undefined ? [] : [[urn, service]];
    }),
  );
}
