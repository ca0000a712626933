import { UserError } from "../../base/user-error.ts";
import { suggestion } from "../../base/suggestion.ts";
import type { RecordedResource } from "../../cloud/recorded.ts";
import { DEFAULTS } from "../../model/defaults.ts";
import { installHint, requireEngine } from "../../pulumi/engine/find-engine.ts";
import { clearDeadLocks } from "../../pulumi/state/locks.ts";
import { openState } from "../../pulumi/state/open-state.ts";
import { unprotectInState } from "../../pulumi/state/unprotect.ts";
import { whileInterruptible } from "../../system/interrupts.ts";
import { makeScratchDirectory } from "../../system/scratch-directory.ts";
import { openProject } from "../../workspace/project.ts";
import type { AppContext } from "../context.ts";
import { stateSecrets } from "./cloud-settings.ts";
import { type PlannedShard, planShards, partsInState } from "./plan-shards.ts";

export interface UnprotectRequest {
  readonly stack: string;
  /** The names of resources, as `preview` shows them. At least one. */
  readonly names: readonly string[];
}

export interface UnprotectResult {
  readonly stack: string;
  /** The resources that the next run may delete or replace. */
  readonly resources: readonly Pick<RecordedResource, "name" | "type" | "urn">[];
}

interface Found {
  readonly shard: PlannedShard;
  readonly resource: RecordedResource;
}

/**
 * Lets the next run delete or replace protected resources of a stack. The cloud stays as it is.
 * @throws UserError NOT_FOUND for names that are not protected in the state, ENGINE, STATE, INVALID_SPEC, INVALID_CONFIG
 */
export async function unprotectCloud(context: AppContext, { stack: name, names }: UnprotectRequest): Promise<UnprotectResult> {
  const { workspace, model, fleet } = await openProject(context.workspace(), { stacks: [name], services: [] });
  const { config } = fleet;
  const files = await openState(config.state ?? DEFAULTS.state, workspace.root);
  const project = workspace.specs.pulumiProject(config.name).name;
  const planned = await planShards(partsInState(files, project), { stacks: model.stacks, root: workspace.root, project });
  const found = findProtected(name, names, planned.map(readable));
  return whileInterruptible(async (signal) => {
    const { env, home } = context;
    const engine = await requireEngine(env, home, { signal }, installHint());
    const { scratch } = workspace.tree;
    makeScratchDirectory(scratch);
    for (const [shard, resources] of Map.groupBy(found, (each) => each.shard)) {
      await clearDeadLocks(files, project, shard.name);
      const secrets = stateSecrets(context, config, shard.stack.tier, shard.secrets);
      const edited = { engine, project, stack: shard.name, backend: { kind: "durable", url: files.url, secrets } } as const;
      const urns = resources.map(({ resource }) => resource.urn);
      await unprotectInState(edited, urns, { env, scratch, signal });
    }
    return { stack: name, resources: found.map(({ resource: { type, name: id, urn } }) => ({ type, name: id, urn })) };
  });
}

/** Requires a state that can be read. @throws UserError STATE */
function readable(shard: Awaited<ReturnType<typeof planShards>>[number]): PlannedShard {
  if ("error" in shard) throw shard.error;
  return shard;
}

/** Finds the protected resources with the names. @throws UserError NOT_FOUND with all names that no protected resource has */
function findProtected(stack: string, names: readonly string[], shards: readonly PlannedShard[]): readonly Found[] {
  const all = shards.flatMap((shard) =>
    (shard.recorded?.resources ?? []).flatMap((resource) => (resource.protect && !resource.delete ? [{ shard, resource }] : [])),
  );
  const known = [...new Set(all.map(({ resource }) => resource.name))];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const [first = ""] = unknown;
    const list = unknown.map((name) => `"${name}"`).join(", ");
    throw new UserError("NOT_FOUND", `no protected resource of ${stack} is called ${list}${suggestion(first, known, "fairlead preview")}`);
  }
  return all.filter(({ resource }) => names.includes(resource.name));
}
