import { UserError } from "../../base/user-error.ts";
import { compileCloud } from "../../cloud/compile-cloud.ts";
import { placeShards, type PlacedShard } from "../../cloud/place/place-shards.ts";
import type { RecordedStack } from "../../cloud/recorded.ts";
import { type CloudChange, changesState } from "../../diff/cloud/cloud-change.ts";
import { settleShard } from "../../diff/cloud/settle-shard.ts";
import type { StackModel } from "../../model/model.ts";
import type { CloudInput } from "../../pulumi/programs/cloud/cloud-input.ts";
import type { CloudComponentsInput } from "../../pulumi/programs/cloud/components/components-input.ts";
import type { ParsedState, RecordedSecrets } from "../../pulumi/state/parse-state.ts";
import { readStack } from "../../pulumi/state/read-stack.ts";
import type { StateFiles } from "../../pulumi/state/state-files.ts";
import { componentNames, componentsInput, componentsShard } from "./components-shard.ts";
import { isCopyPart } from "../../cloud/place/copy-part.ts";
import { missingCopies } from "./restore/used-copies.ts";
import { createdIn, waitingIn } from "./waiting.ts";
import { recordedParts, stackOfPart } from "./recorded-stacks.ts";

/** A part of a stack's cloud before the engine runs. */
export interface PlannedShard {
  readonly stack: StackModel;
  readonly name: string;
  readonly input: CloudInput;
  /** The code that registers the resources, in place of the input. @default the input has the resources */
  readonly components?: CloudComponentsInput;
  readonly recorded: RecordedStack | undefined;
  readonly secrets: RecordedSecrets | undefined;
  /** The outcome of each resource. */
  readonly changes: readonly CloudChange[];
  /** True if the engine would change nothing. */
  readonly isRecorded: boolean;
  /** The URNs of the changes that wait for new resources of other parts of needs. @default none */
  readonly waiting?: readonly string[];
  /** The URNs that a run may change. @default all */
  readonly targets?: readonly string[];
}

/** A part of a stack whose recorded state cannot be read. It hides which services the part has, so the stack has no other parts. */
export interface UnreadableShard {
  readonly stack: StackModel;
  readonly name: string;
  readonly error: UserError;
}

/** A part of a stack as it is recorded. */
type RecordedPart = Pick<ParsedState, "recorded"> & Partial<Pick<ParsedState, "secrets">>;

/** Returns what is recorded of a stack: its parts, in any order. */
export type RecordedParts = (stack: StackModel) => Promise<readonly (RecordedPart | UnreadableShard)[]>;

/** Reads the recorded parts of stacks from state files. */
export function partsInState(files: StateFiles, project: string): RecordedParts {
  const listed = recordedParts(files, project);
  return async (stack) => {
    const own = (await listed).filter((name) => stackOfPart(name) === stack.name);
    const states = await Promise.all(own.map((name) => readShard(files, project, stack, name)));
    return [...states.filter((state) => state !== undefined), ...missingCopies(stack, own).map((each) => ({ stack, ...each }))];
  };
}

/** A part of a stack's cloud as its state has it. */
export interface RecordedShard extends Pick<PlannedShard, "name" | "secrets" | "stack"> {
  readonly recorded: RecordedStack;
}

/** Lists the recorded parts of stacks. It needs no specs of needs, so it compiles no cloud. */
export async function recordedShards(
  recordedOf: RecordedParts,
  stacks: readonly StackModel[],
): Promise<readonly (RecordedShard | UnreadableShard)[]> {
  const all = stacks.map(async (stack): Promise<readonly (RecordedShard | UnreadableShard)[]> =>
    (await recordedOf(stack)).map((part) =>
      "error" in part ? part : { stack, name: part.recorded.stack, recorded: part.recorded, secrets: part.secrets },
    ),
  );
  return (await Promise.all(all)).flat();
}

/** The stacks of a repository, and the names that their parts get. */
export interface PlannedStacks {
  readonly stacks: readonly StackModel[];
  /** The repository's directory. */
  readonly root: string;
  /** The project of Pulumi. */
  readonly project: string;
}

/** Compares what stacks need with what is recorded. Asks no cloud. */
export async function planShards(
  recordedOf: RecordedParts,
  { stacks, root, project }: PlannedStacks,
): Promise<readonly (PlannedShard | UnreadableShard)[]> {
  const all = stacks.map(async (stack): Promise<readonly (PlannedShard | UnreadableShard)[]> => {
    const code = componentsShard(stack.name);
    const states = await recordedOf(stack);
    const unreadable = states.filter((state) => "error" in state);
    if (unreadable.length > 0) return unreadable;
    const known = new Map(states.flatMap((state) => ("error" in state ? [] : [[state.recorded.stack, state] as const])));
    const recorded = [...known.values()].flatMap((state) =>
      state.recorded.stack === code || isCopyPart(state.recorded.stack) ? [] : [state.recorded],
    );
    const shards = placeShards(stack.name, compileCloud(stack), recorded);
    const planned = shards.map((shard) => ({ shard, plan: planShard(project, stack, shard, known.get(shard.name)) }));
    const created = createdIn(planned.map(({ plan }) => plan));
    return [
      ...planned.map(({ shard, plan }) => ({ ...plan, waiting: waitingIn(plan, shard, created) })),
      ...planComponents({ project, root }, stack, known.get(code)),
    ];
  });
  return (await Promise.all(all)).flat();
}

async function readShard(
  files: StateFiles,
  project: string,
  stack: StackModel,
  name: string,
): Promise<ParsedState | UnreadableShard | undefined> {
  try {
    return await readStack(files, project, name);
  } catch (error) {
    if (error instanceof UserError) return { stack, name, error };
    throw error;
  }
}

/** Plans one part. */
export function planShard(
  project: string,
  stack: StackModel,
  { name, resources }: Pick<PlacedShard, "name" | "resources">,
  state: RecordedPart | undefined,
): PlannedShard {
  const { resources: recorded = [], pendingOperations = [] } = state?.recorded ?? {};
  const { input, changes } = settleShard({ stack: stack.name, shard: name, project, resources, recorded });
  const isRecorded = input.fresh.length === 0 && pendingOperations.length === 0 && !changes.some(changesState);
  return { stack, name, input, recorded: state?.recorded, secrets: state?.secrets, changes, isRecorded };
}

/** Plans the code of a stack. If it is gone, its recorded resources go. Only the engine knows what code registers. */
function planComponents(
  { project, root }: { readonly project: string; readonly root: string },
  stack: StackModel,
  state: RecordedPart | undefined,
): readonly PlannedShard[] {
  const name = componentsShard(stack.name);
  if (componentNames(stack).length === 0) return state === undefined ? [] : [planShard(project, stack, { name, resources: [] }, state)];
  const input = { resources: [], fresh: [] };
  const components = componentsInput(stack, root);
  return [{ stack, name, input, components, recorded: state?.recorded, secrets: state?.secrets, changes: [], isRecorded: false }];
}
