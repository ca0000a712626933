import { UserError } from "../../base/user-error.ts";
import { compileCloud } from "../../cloud/compile-cloud.ts";
import { placeShards, type PlacedShard, stackOfShard } from "../../cloud/place/place-shards.ts";
import type { RecordedStack } from "../../cloud/recorded.ts";
import { type CloudChange, changesState } from "../../diff/cloud/cloud-change.ts";
import { settleShard } from "../../diff/cloud/settle-shard.ts";
import type { StackModel } from "../../model/model.ts";
import type { CloudInput } from "../../pulumi/programs/cloud/cloud-input.ts";
import type { CloudComponentsInput } from "../../pulumi/programs/cloud/components/components-input.ts";
import type { ParsedState, RecordedSecrets } from "../../pulumi/state/parse-state.ts";
import { readStack } from "../../pulumi/state/read-stack.ts";
import { stateFolder, type StateFiles } from "../../pulumi/state/state-files.ts";
import { componentNames, componentsInput, componentsShard } from "./components-shard.ts";

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
}

/** A part of a stack whose recorded state cannot be read. It hides which services the part has, so the stack has no other parts. */
export interface UnreadableShard {
  readonly stack: StackModel;
  readonly name: string;
  readonly error: UserError;
}

/** Compares what stacks need with what their states record. Asks no cloud. @param root the repository's directory */
export async function planShards(
  files: StateFiles,
  project: string,
  { stacks, root }: { readonly stacks: readonly StackModel[]; readonly root: string },
): Promise<readonly (PlannedShard | UnreadableShard)[]> {
  const names = (await files.list(stateFolder(project))).flatMap((file) =>
    file.endsWith(".json") ? [file.slice(0, -".json".length)] : [],
  );
  const all = stacks.map(async (stack): Promise<readonly (PlannedShard | UnreadableShard)[]> => {
    const code = componentsShard(stack.name);
    const own = names.filter((name) => name === code || stackOfShard(name) === stack.name);
    const states = await Promise.all(own.map((name) => readShard(files, project, stack, name)));
    const unreadable = states.flatMap((state) => (state !== undefined && "error" in state ? [state] : []));
    if (unreadable.length > 0) return unreadable;
    const known = new Map(
      states.flatMap((state) => (state === undefined || "error" in state ? [] : [[state.recorded.stack, state] as const])),
    );
    const recorded = [...known.values()].flatMap((state) => (state.recorded.stack === code ? [] : [state.recorded]));
    const shards = placeShards(stack.name, compileCloud(stack), recorded);
    return [
      ...shards.map((shard) => planShard(project, stack, shard, known.get(shard.name))),
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

function planShard(
  project: string,
  stack: StackModel,
  { name, resources }: Pick<PlacedShard, "name" | "resources">,
  state: ParsedState | undefined,
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
  state: ParsedState | undefined,
): readonly PlannedShard[] {
  const name = componentsShard(stack.name);
  if (componentNames(stack).length === 0) return state === undefined ? [] : [planShard(project, stack, { name, resources: [] }, state)];
  const input = { resources: [], fresh: [] };
  const components = componentsInput(stack, root);
  return [{ stack, name, input, components, recorded: state?.recorded, secrets: state?.secrets, changes: [], isRecorded: false }];
}
