import { resourceKey } from "../../cloud/place/known-references.ts";
import { settlePasswords, type SettledResources } from "../../cloud/settle-passwords.ts";
import type { CloudChange } from "./cloud-change.ts";
import { type PreviewedShard, previewShard } from "./preview-shard.ts";

/** A shard whose passwords are decided, with the outcome of each resource. */
export interface SettledShard {
  readonly input: SettledResources;
  readonly changes: readonly CloudChange[];
}

/** Decides the passwords of a shard, and previews it. A replaced server has other passwords, so its changes decide again. */
export function settleShard(shard: PreviewedShard): SettledShard {
  const { resources, recorded } = shard;
  const input = settlePasswords(resources, recorded);
  const changes = previewShard({ ...shard, resources: input.resources });
  const replaced = new Set(changes.flatMap((change) => (change.action === "replace" ? [resourceKey(change)] : [])));
  if (replaced.size === 0) return { input, changes };
  const next = settlePasswords(resources, recorded, replaced);
  return { input: next, changes: previewShard({ ...shard, resources: next.resources }) };
}
