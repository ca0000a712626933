import { resourceKey } from "../../cloud/place/known-references.ts";
import type { PlacedShard } from "../../cloud/place/place-shards.ts";
import { targetsOf } from "../../cloud/place/recorded-as.ts";
import type { AnyCloudResource } from "../../cloud/resource.ts";
import type { CloudChange } from "../../diff/cloud/cloud-change.ts";

/** A part of a stack with its changes. */
interface ChangedPart {
  readonly changes: readonly CloudChange[];
  readonly input: { readonly resources: readonly AnyCloudResource[] };
}

/** Returns the keys of the resources that parts create. */
export const createdIn = (parts: readonly ChangedPart[]): ReadonlySet<string> =>
  new Set(parts.flatMap(({ changes }) => changes.filter(({ action }) => action === "create").map(resourceKey)));

/**
 * Lists the URNs of changes that refer to new resources of other parts of needs. Includes changes that refer to these.
 * @param created the new resources of all parts
 */
export function waitingIn({ changes, input }: ChangedPart, { waits }: PlacedShard, created: ReadonlySet<string>): readonly string[] {
  if (waits === undefined) return [];
  const waiting = new Set([...waits].flatMap(([key, others]) => (others.some((other) => created.has(other)) ? [key] : [])));
  for (let size = -1; size !== waiting.size;) {
    ({ size } = waiting);
    for (const each of input.resources) if (targetsOf(each).some((key) => waiting.has(key))) waiting.add(resourceKey(each));
  }
  return changes.filter((change) => waiting.has(resourceKey(change))).map(({ urn }) => urn);
}
