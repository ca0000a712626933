import { compileCloud } from "../../cloud/compile-cloud.ts";
import type { RecordedStack } from "../../cloud/recorded.ts";
import { settlePasswords } from "../../cloud/settle-passwords.ts";
import { UserError } from "../../base/user-error.ts";
import type { StackModel } from "../../model/model.ts";
import type { CloudInput } from "../../pulumi/programs/cloud/cloud-input.ts";
import type { RecordedSecrets } from "../../pulumi/state/parse-state.ts";
import { readStack } from "../../pulumi/state/read-stack.ts";
import { stateFolder, type StateFiles } from "../../pulumi/state/state-files.ts";
import { isRecorded } from "./is-recorded.ts";
import { placeShards, stackOfShard } from "./stack-shards.ts";

/** A part of a stack's cloud before the engine runs. */
export interface PlannedShard {
  readonly stack: StackModel;
  readonly name: string;
  readonly input: CloudInput;
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

/** Compares what stacks need with what their states record. Asks no cloud. */
export async function planShards(
  files: StateFiles,
  project: string,
  stacks: readonly StackModel[],
): Promise<readonly (PlannedShard | UnreadableShard)[]> {
  const names = (await files.list(stateFolder(project))).flatMap((file) =>
    file.endsWith(".json") ? [file.slice(0, -".json".length)] : [],
  );
  const all = stacks.map(async (stack) => {
    const recorded = names.filter((name) => stackOfShard(name) === stack.name);
    const shards = placeShards(stack.name, compileCloud(stack), recorded);
    return Promise.all(shards.map(({ name, resources }) => planShard(files, project, stack, { name, resources })));
  });
  return (await Promise.all(all)).flat();
}

async function planShard(
  files: StateFiles,
  project: string,
  stack: StackModel,
  { name, resources }: ReturnType<typeof placeShards>[number],
): Promise<PlannedShard | UnreadableShard> {
  try {
    const state = await readStack(files, project, name);
    const input = settlePasswords(resources, state?.recorded.resources ?? []);
    const known = isRecorded(input.resources, input.fresh, state?.recorded);
    return { stack, name, input, recorded: state?.recorded, secrets: state?.secrets, isRecorded: known };
  } catch (error) {
    if (error instanceof UserError) return { stack, name, error };
    throw error;
  }
}
