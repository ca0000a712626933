import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { resourceKey } from "../../cloud/place/known-references.ts";
import { settleShard } from "../../diff/cloud/settle-shard.ts";
import type { Engine } from "../../pulumi/engine/engine.ts";
import type { Operation, Program } from "../../pulumi/process/program.ts";
import type { ProgramOutcome } from "../../pulumi/process/run-pulumi-program.ts";
import type { CloudInput } from "../../pulumi/programs/cloud/cloud-input.ts";
import { cloudProgram, PREVIEW, targetOperation } from "../../pulumi/programs/cloud/cloud-program.ts";
import { runPrograms } from "../../pulumi/run-programs.ts";
import { directoryState } from "../../pulumi/state/directory-state.ts";
import { readStack } from "../../pulumi/state/read-stack.ts";
import type { StateFiles } from "../../pulumi/state/state-files.ts";
import type { Project } from "../../workspace/project.ts";
import type { AppContext } from "../context.ts";
import type { EngineLimits } from "../engine/engine-limits.ts";
import type { FoundCandidate } from "./adopt-candidates.ts";
import { cloudTarget, stateSecrets } from "./cloud-settings.ts";
import { copyStates } from "./copy-states.ts";
import type { PlannedShard } from "./plan-shards.ts";

/** Parts with the candidates that the engine imports. */
export type Imports = ReadonlyMap<PlannedShard, readonly FoundCandidate[]>;

export type Outcomes = ReadonlyMap<string, ProgramOutcome>;

export interface AdoptWork extends EngineLimits {
  readonly project: Project;
  readonly files: StateFiles;
  readonly engine: Engine;
  readonly signal: AbortSignal;
}

/** The answers of the engine to a trial. */
export interface Trial {
  /** The imports into copies of the states. */
  readonly imports: Outcomes;
  /** The changes that the next `up` would make after these imports. */
  readonly changes: Outcomes;
}

/** Imports candidates into copies of the states, and asks what the next `up` would then change. Cloud and states stay as they are. */
export async function tryImports(context: AppContext, work: AdoptWork, imports: Imports): Promise<Trial> {
  const directory = mkdtempSync(join(work.project.workspace.tree.scratch, "adopt-"));
  try {
    const { name: project } = pulumiProject(work);
    await copyStates({ files: work.files, project, shards: [...imports.keys()].map(({ name }) => name) }, directory);
    const copies = directoryState(directory);
    const first = await importInto(context, { ...work, files: copies }, imports);
    const next = [...imports.keys()].map(async (shard): Promise<readonly [PlannedShard, CloudInput]> => {
      const recorded = (await readStack(copies, project, shard.name))?.recorded.resources ?? [];
      const place = { stack: shard.stack.name, shard: shard.name, project };
      return [shard, settleShard({ ...place, resources: shard.input.resources, recorded }).input];
    });
    const programs = (await Promise.all(next)).map(
      ([shard, input]) => [shard.name, programOf(context, { ...work, files: copies }, shard, { input, operation: PREVIEW })] as const,
    );
    return { imports: first, changes: await run(context, work, new Map(programs)) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Imports candidates into the states, and touches nothing else. */
export function importInto(context: AppContext, work: AdoptWork, imports: Imports): Promise<Outcomes> {
  const programs = [...imports].map(([shard, candidates]) => {
    const recorded = new Set((shard.recorded?.resources ?? []).map(({ type, name }) => `${type} ${name}`));
    const adopt = Object.fromEntries(candidates.flatMap(({ resource, id }) => (id === undefined ? [] : [[resourceKey(resource), id]])));
    const resources = shard.input.resources.filter((each) => recorded.has(resourceKey(each)) || adopt[resourceKey(each)] !== undefined);
    const targets = candidates.flatMap(({ urn, parent }) => [urn, parent]);
    const input = { resources, fresh: [], adopt };
    return [shard.name, programOf(context, work, shard, { input, operation: targetOperation([...new Set(targets)]) })] as const;
  });
  return run(context, work, new Map(programs));
}

const pulumiProject = ({ project: { workspace, fleet } }: AdoptWork) => workspace.specs.pulumiProject(fleet.config.name);

function programOf(
  context: AppContext,
  work: AdoptWork,
  { name, stack, secrets }: PlannedShard,
  { input, operation }: { readonly input: CloudInput; readonly operation: Operation },
): Program {
  const { config } = work.project.fleet;
  const url = work.files.url;
  const backend = { kind: "durable", url, secrets: stateSecrets(context, config, stack.tier, secrets) } as const;
  const target = cloudTarget(config, work.project.workspace.tree.scratch);
  return cloudProgram({ name, project: pulumiProject(work), backend, target }, input, operation);
}

function run({ env }: AppContext, work: AdoptWork, programs: ReadonlyMap<string, Program>): Promise<Outcomes> {
  const { engine, parallel, timeLimitMs, signal, project } = work;
  const limits = { engine, env, parallel, timeLimitMs, signal, scratch: project.workspace.tree.scratch };
  return runPrograms(programs, { ...limits, onProgress: () => undefined, onEnd: () => undefined });
}
