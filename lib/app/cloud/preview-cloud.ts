import { type CloudChange, changesState, isLoss } from "../../diff/cloud/cloud-change.ts";
import { likelyRenames } from "../../diff/cloud/likely-renames.ts";
import { UserError } from "../../base/user-error.ts";
import { DEFAULTS } from "../../model/defaults.ts";
import type { Model, StackModel } from "../../model/model.ts";
import { openState } from "../../pulumi/state/open-state.ts";
import type { Project } from "../../workspace/project.ts";
import type { Selection } from "../../workspace/selection.ts";
import type { AppContext } from "../context.ts";
import { type EngineFlags, engineLimits } from "../engine/engine-limits.ts";
import { cloudStacks } from "./cloud-stacks.ts";
import { laterClouds } from "./later-clouds.ts";
import { leftoverClouds } from "./leftover-clouds.ts";
import { partsOfModel } from "./parts-of-model.ts";
import { partsInState, type PlannedShard, planShards, type UnreadableShard } from "./plan-shards.ts";
import { previewCost } from "./preview-cost.ts";
import type { PreviewEngine } from "./preview-engines.ts";
import { type EngineAnswer, previewOnEngine } from "./preview-on-engine.ts";
import type { PreviewedChange, CloudPreview, StackPreview } from "./cloud-preview.ts";
import { usersOfInstances } from "./users-of-instances.ts";

export interface CloudPreviewRequest extends EngineFlags {
  /** @default `embedded` */
  readonly engine?: PreviewEngine | undefined;
  /** The model whose clouds count as recorded. @default the recorded state of each stack */
  readonly base?: Model | undefined;
}

/** A part of a stack with its changes, or with the reason why they are not known. */
interface ShardPreview extends EngineAnswer {
  readonly unknown: readonly string[];
}

/**
 * Compares the clouds of stacks with their recorded states, and changes nothing. The embedded preview needs no engine and no
 * credentials. @throws UserError USAGE, INVALID_CONFIG, ENGINE
 */
export async function previewCloud(context: AppContext, project: Project, request: CloudPreviewRequest = {}): Promise<CloudPreview> {
  const { engine: choice = "embedded", base } = request;
  if (base !== undefined && choice === "pulumi") {
    throw new UserError("USAGE", "the engine compares with a recorded state, and not with a commit", {
      hint: "leave out --engine pulumi, or --base",
    });
  }
  const { workspace, fleet, model, selection } = project;
  const stacks = cloudStacks(project);
  const { root } = workspace;
  const { name } = workspace.specs.pulumiProject(fleet.config.name);
  const files = await openState(fleet.config.state ?? DEFAULTS.state, root);
  const recordedOf = base === undefined ? partsInState(files, name) : partsOfModel(base, name);
  const planned = await planShards(recordedOf, { stacks, root, project: name });
  const readable = planned.filter((shard): shard is PlannedShard => !("error" in shard));
  const work = { files, shards: readable, ...engineLimits(request, "cloud") };
  const asked = choice === "pulumi" ? await previewOnEngine(context, project, work) : undefined;
  const users = usersOfInstances(model.stacks);
  const waits = laterClouds(project);
  const previewOf = (shard: PlannedShard | UnreadableShard): ShardPreview => {
    const answer = asked?.shards.get(shard.name);
    return answer === undefined ? embeddedPreview(shard) : { ...answer, unknown: [] };
  };
  return {
    leftovers: base === undefined ? await leftoverClouds(project, files, selection) : [],
    engine: asked?.engine,
    policyPacks: fleet.config.policyPacks ?? [],
    stacks: stacks.map((stack) => {
      const own = planned.filter((shard) => shard.stack === stack);
      const isShown = ({ service }: { readonly service?: string }): boolean => isSelected(selection, service);
      const later = waits.get(stack.name);
      const preview = { ...stackPreview(stack, own.map(previewOf), isShown, users), ...(later === undefined ? {} : { later }) };
      const known = own.filter((shard): shard is PlannedShard => !("error" in shard));
      return known.length < own.length ? preview : { ...preview, cost: previewCost(stack, known, isShown) };
    }),
  };
}

const isSelected = ({ services }: Selection, service: string | undefined): boolean =>
  services.length === 0 || (service !== undefined && services.includes(service));

function embeddedPreview(shard: PlannedShard | UnreadableShard): ShardPreview {
  const nothing = { changes: [], unknown: [], problems: [], violations: [] };
  if (!("error" in shard)) return { ...nothing, changes: shard.changes, unknown: shard.components === undefined ? [] : [shard.name] };
  return { ...nothing, problems: [{ shard: shard.name, message: shard.error.message, hint: shard.error.hint }] };
}

function stackPreview(
  { name: stack, tier, project }: StackModel,
  parts: readonly ShardPreview[],
  isShown: (change: CloudChange) => boolean,
  users: ReadonlyMap<string, readonly string[]>,
): StackPreview {
  const shown = parts.flatMap((part) => part.changes).filter(isShown);
  const changes = shown
    .filter(changesState)
    .map((change): PreviewedChange => ({ ...change, usedBy: isLoss(change) ? (users.get(`${stack} ${change.block}`) ?? []) : [] }))
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  return {
    stack,
    tier,
    project,
    unchanged: shown.length - changes.length,
    changes,
    renames: likelyRenames(shown),
    unknown: parts.flatMap((part) => part.unknown),
    problems: parts.flatMap((part) => part.problems),
    violations: parts.flatMap((part) => part.violations),
  };
}

/** Returns the place of a change in a report: what the engine refuses, what goes, and then the rest. */
function rankOf(change: CloudChange): number {
  if (isLoss(change) && change.protected) return 0;
  return { delete: 1, replace: 2, update: 3, create: 4, same: 5 }[change.action];
}
