import { UserError } from "../../base/user-error.ts";
import { partsOfUrn } from "../../cloud/urn.ts";
import { ignoreDrift } from "../../diff/cloud/ignore-drift.ts";
import type { DriftIgnore } from "../../model/stack-fields/drift-ignore.ts";
import { DEFAULTS } from "../../model/defaults.ts";
import { installHint, requireEngine } from "../../pulumi/engine/find-engine.ts";
import type { Program, Refresh } from "../../pulumi/process/program.ts";
import type { ProgramOutcome } from "../../pulumi/process/run-pulumi-program.ts";
import { refreshOperation } from "../../pulumi/programs/cloud/cloud-program.ts";
import { clearDeadLocks } from "../../pulumi/state/locks.ts";
import type { StateFiles } from "../../pulumi/state/state-files.ts";
import { openState } from "../../pulumi/state/open-state.ts";
import { whileInterruptible } from "../../system/interrupts.ts";
import { makeScratchDirectory } from "../../system/scratch-directory.ts";
import { openProject } from "../../workspace/project.ts";
import { EVERYTHING, type Selection } from "../../workspace/selection.ts";
import type { AppContext } from "../context.ts";
import { type EngineFlags, engineLimits } from "../engine/engine-limits.ts";
import { requireWholeStacks } from "../whole-stacks.ts";
import { hintFor } from "./cloud-hints.ts";
import { cloudTarget } from "./cloud-settings.ts";
import type { DriftedResource, DriftResult, StackDrift, UnreadResource } from "./drift-result.ts";
import { partsInState, type RecordedShard, recordedShards, type UnreadableShard } from "./plan-shards.ts";
import { labelOf } from "./shard-result.ts";
import { runShardPrograms, type ShardSettings, shardBackend, shardProgram } from "./shard-runner.ts";

export interface CompareRequest extends EngineFlags {
  readonly mode: Exclude<Refresh["mode"], "settle">;
  readonly selection?: Selection;
}

/**
 * Compares the recorded states of stacks with their clouds. A repair writes what the cloud has into the states. The clouds stay as they are.
 * @throws UserError ENGINE, INVALID_SPEC, INVALID_CONFIG, USAGE
 */
export async function compareCloud(context: AppContext, request: CompareRequest): Promise<DriftResult> {
  const { mode, selection = EVERYTHING } = request;
  requireWholeStacks(`cloud ${mode}`, selection);
  const project = await openProject(await context.workspace(), selection);
  const { workspace, fleet, model } = project;
  const { config } = fleet;
  const files = await openState(config.state ?? DEFAULTS.state, workspace.root);
  const pulumi = workspace.specs.pulumiProject(config.name);
  const shards = await recordedShards(partsInState(files, pulumi.name), model.stacks);
  const readable = shards.filter((shard): shard is RecordedShard => !("error" in shard));
  return whileInterruptible(async (signal) => {
    const { scratch } = workspace;
    const settings = { config, project: pulumi, target: cloudTarget(config, scratch), packs: [], scratch, signal };
    const work = { mode, files, ...settings, ...engineLimits(request, "cloud") };
    const outcomes = readable.length === 0 ? NOTHING : await compareShards(context, work, readable);
    const partsOfStack = (name: string) => shards.filter(({ stack }) => stack.name === name);
    return {
      mode,
      stacks: model.stacks.map(({ name }) => {
        const drift = stackDrift(name, partsOfStack(name), outcomes);
        const rules = fleet.stacks.find(({ stack }) => stack.name === name)?.stack.input.driftIgnore ?? [];
        return mode === "drift" ? withoutIgnored(drift, rules, context.writer.now()) : drift;
      }),
      interrupted: signal.aborted,
    };
  });
}

type Outcomes = ReadonlyMap<string, ProgramOutcome | UserError>;

const NOTHING: Outcomes = new Map();

interface CompareWork extends Omit<ShardSettings, "engine"> {
  readonly mode: CompareRequest["mode"];
  readonly files: StateFiles;
}

/** A comparison runs no program, so a shard needs no resources. */
const NO_INPUT = { resources: [], fresh: [] };

/** Lets the engine compare the parts of stacks. @throws UserError ENGINE */
async function compareShards(context: AppContext, work: CompareWork, shards: readonly RecordedShard[]): Promise<Outcomes> {
  const { mode, config, files, project, scratch, signal } = work;
  const settings = { ...work, engine: await requireEngine(context.env, context.home, { signal }, installHint()) };
  makeScratchDirectory(scratch);
  const outcomes = new Map<string, ProgramOutcome | UserError>();
  const programs = new Map<string, Program>();
  for (const shard of shards) {
    const { name } = shard;
    try {
      if (mode === "repair") await clearDeadLocks(files, project.name, name);
      const backend = shardBackend(context, config, files, shard);
      programs.set(name, shardProgram(settings, { ...shard, input: NO_INPUT, backend }, refreshOperation(mode)));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      outcomes.set(name, error);
    }
  }
  for (const [name, outcome] of await runShardPrograms(context, settings, programs)) outcomes.set(name, outcome);
  return outcomes;
}

function stackDrift(stack: string, shards: readonly (RecordedShard | UnreadableShard)[], outcomes: Outcomes): StackDrift {
  const drifted: DriftedResource[] = [];
  const unread: UnreadResource[] = [];
  for (const shard of shards) {
    const outcome = "error" in shard ? shard.error : outcomes.get(shard.name);
    if (outcome instanceof UserError) unread.push({ resource: undefined, message: outcome.message, hint: outcome.hint });
    else if (outcome !== undefined) {
      drifted.push(...outcome.steps.flatMap((step) => driftedIn(step) ?? []));
      unread.push(...unreadIn(outcome));
    }
  }
  const recorded = shards.flatMap((shard) => ("error" in shard ? [] : shard.recorded.resources.filter(({ custom }) => custom)));
  const parents = new Map(recorded.map(({ urn, parent }) => [urn, parent?.split("::")[3] ?? ""]));
  const sorted = drifted.map((each) => ({ ...each, block: parents.get(each.urn) ?? "" })).toSorted((a, b) => (a.urn < b.urn ? -1 : 1));
  return { stack, outcome: outcomeOf(sorted, unread), recorded: recorded.length, drifted: sorted, ignored: 0, idle: [], unread };
}

const outcomeOf = (drifted: StackDrift["drifted"], unread: StackDrift["unread"]): StackDrift["outcome"] =>
  unread.length > 0 ? "unknown" : drifted.length > 0 ? "drifted" : "clean";

/** Leaves out what the stack ignores. If a resource could not be read, a rule may match it, so only expired rules are named. */
function withoutIgnored(drift: StackDrift, rules: readonly DriftIgnore[], now: string): StackDrift {
  const { drifted, ignored, idle } = ignoreDrift(drift.drifted, rules, now);
  const named = drift.unread.length === 0 ? idle : idle.filter(({ why }) => why === "expired");
  return { ...drift, drifted, ignored, idle: named, outcome: outcomeOf(drifted, drift.unread) };
}

function driftedIn({ operation, urn, differences = [] }: ProgramOutcome["steps"][number]): DriftedResource | undefined {
  const [type, name] = partsOfUrn(urn);
  if (operation !== "update" && operation !== "delete") return undefined;
  return {
    urn,
    type,
    name,
    block: "",
    what: operation === "delete" ? "deleted" : "changed",
    values: operation === "delete" ? [] : differences,
  };
}

/** Lists the reasons why resources could not be read. */
function unreadIn(outcome: ProgramOutcome): readonly UnreadResource[] {
  if (outcome.outcome !== "failed") return [];
  const errors = outcome.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return [{ resource: undefined, message: outcome.message, hint: hintFor(outcome.message) }];
  return errors.map(({ urn = "", message }) => ({ resource: urn === "" ? undefined : labelOf(urn), message, hint: hintFor(message) }));
}
