import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PREVIEW } from "../../pulumi/programs/cloud/cloud-program.ts";
import type { StateFiles } from "../../pulumi/state/state-files.ts";
import { makeScratchDirectory } from "../../system/scratch-directory.ts";
import type { AppContext } from "../context.ts";
import { copyStates } from "./copy-states.ts";
import type { PlannedShard } from "./plan-shards.ts";
import { type Outcomes, runShardPrograms, type ShardSettings, shardBackend, shardProgram } from "./shard-runner.ts";

/** Asks the engine what a run would do. It works on copies of the states, so it takes no lock and writes nothing. */
export async function previewShards(
  context: AppContext,
  settings: ShardSettings,
  files: StateFiles,
  shards: readonly PlannedShard[],
): Promise<Outcomes> {
  const { config, project, scratch } = settings;
  makeScratchDirectory(scratch);
  const copies = mkdtempSync(join(scratch, "preview-"));
  try {
    await copyStates({ files, project: project.name, shards: shards.map(({ name }) => name) }, copies);
    const place = { url: pathToFileURL(copies).href };
    const programs = shards.map((shard) => {
      const backend = shardBackend(context, config, place, shard);
      return [shard.name, shardProgram(settings, { ...shard, backend }, PREVIEW)] as const;
    });
    return await runShardPrograms(context, settings, new Map(programs));
  } finally {
    rmSync(copies, { recursive: true, force: true });
  }
}
