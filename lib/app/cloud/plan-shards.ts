import { compileCloud } from "../../cloud/compile-cloud.ts";
import type { RecordedStack } from "../../cloud/recorded.ts";
import { settlePasswords } from "../../cloud/settle-passwords.ts";
import { UserError } from "../../base/user-error.ts";
import type { StackModel } from "../../model/model.ts";
import type { CloudInput } from "../../pulumi/programs/cloud/cloud-input.ts";
import type { CloudComponentsInput } from "../../pulumi/programs/cloud/components/components-input.ts";
import type { RecordedSecrets } from "../../pulumi/state/parse-state.ts";
import { readStack } from "../../pulumi/state/read-stack.ts";
import { stateFolder, type StateFiles } from "../../pulumi/state/state-files.ts";
import { isRecorded } from "./is-recorded.ts";
import { componentNames, componentsInput, componentsShard } from "./components-shard.ts";
import { placeShards, stackOfShard } from "./stack-shards.ts";

/** A part of a stack's cloud before the engine runs. */
export interface PlannedShard {
  readonly stack: StackModel;
  readonly name: string;
  readonly input: CloudInput;
  /** The code that registers the resources, in place of the input. @default the input has the resources */
  readonly components?: CloudComponentsInput;
  readonly recorded: RecordedStack | undefined;
  readonly secrets: RecordedSecrets | undefined;
  /** True if the engine would change nothing. */
  readonly isRecorded: boolean;
}

/** A stack whose recorded state cannot be read. */
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
  const all = stacks.map(async (stack) => {
    const recorded = names.filter((name) => stackOfShard(name) === stack.name);
    const shards = placeShards(stack.name, compileCloud(stack), recorded);
    const own = componentsShard(stack.name);
    const hasCode = componentNames(stack).length > 0;
    const code = hasCode ? [{ name: own, resources: [], components: componentsInput(stack, root) }] : [];
    // The code is gone, and so are its resources.
    const former = !hasCode && recorded.includes(own) ? [{ name: own, resources: [] }] : [];
    return Promise.all([...shards, ...code, ...former].map((shard) => planShard(files, project, stack, shard)));
  });
  return (await Promise.all(all)).flat();
}

async function planShard(
  files: StateFiles,
  project: string,
  stack: StackModel,
  { name, resources, components }: ReturnType<typeof placeShards>[number] & Pick<PlannedShard, "components">,
): Promise<PlannedShard | UnreadableShard> {
  try {
    const state = await readStack(files, project, name);
    const input = settlePasswords(resources, state?.recorded.resources ?? []);
    // Only the engine knows what code registers.
    const known = components === undefined && isRecorded(input.resources, input.fresh, state?.recorded);
    const code = components === undefined ? {} : { components };
    return { ...code, stack, name, input, recorded: state?.recorded, secrets: state?.secrets, isRecorded: known };
  } catch (error) {
    if (error instanceof UserError) return { stack, name, error };
    throw error;
  }
}
