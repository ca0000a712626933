import { passwordsOf, settlePasswords, type SettledResources } from "../../cloud/settle-passwords.ts";
import type { CloudChange } from "./cloud-change.ts";
import { type PreviewedShard, previewShard } from "./preview-shard.ts";

/** A shard whose passwords are decided, with the outcome of each resource. */
export interface SettledShard {
  readonly input: SettledResources;
  readonly changes: readonly CloudChange[];
}

/**
 * Decides the passwords of a shard, and previews it. The state has a password only encrypted. So if one of its consumers is replaced, both
 * get a new password.
 */
export function settleShard(shard: PreviewedShard): SettledShard {
  const { resources, recorded } = shard;
  const input = settlePasswords(resources, recorded);
  const changes = previewShard({ ...shard, resources: input.resources });
  const replaced = new Set(changes.flatMap(({ action, type, name }) => (action === "replace" ? [`${type} ${name}`] : [])));
  const lost = resources.filter(({ type, name }) => replaced.has(`${type} ${name}`)).flatMap(passwordsOf);
  const renewed = new Set(lost.filter((secret) => !input.fresh.includes(secret)));
  if (renewed.size === 0) return { input, changes };
  const next = settlePasswords(resources, recorded, renewed);
  return { input: next, changes: previewShard({ ...shard, resources: next.resources }) };
}
