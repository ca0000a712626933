import type { Config } from "../../model/config.ts";
import type { Engine } from "../../pulumi/engine/engine.ts";
import type { PolicyPack } from "../../pulumi/policies/policy-pack.ts";
import type { DurableBackend } from "../../pulumi/process/backend.ts";
import type { Operation, Program, PulumiProject } from "../../pulumi/process/program.ts";
import type { ProgramOutcome } from "../../pulumi/process/run-pulumi-program.ts";
import { cloudProgram, type CloudTarget } from "../../pulumi/programs/cloud/cloud-program.ts";
import { componentsProgram } from "../../pulumi/programs/cloud/components/components-program.ts";
import { runPrograms, type RunProgramsOptions } from "../../pulumi/run-programs.ts";
import type { StateFiles } from "../../pulumi/state/state-files.ts";
import type { AppContext } from "../context.ts";
import type { EngineLimits } from "../engine/engine-limits.ts";
import { stateSecrets } from "./cloud-settings.ts";
import { installedPackages } from "./components-shard.ts";
import type { PlannedShard } from "./plan-shards.ts";

/** The settings that all shards of a run share. */
export interface ShardSettings extends EngineLimits {
  readonly config: Config;
  readonly project: PulumiProject;
  readonly target: CloudTarget;
  readonly engine: Engine;
  /** The policy packs that decide about each resource. */
  readonly packs: readonly PolicyPack[];
  /** Fairlead's own directory in the repository. */
  readonly scratch: string;
  readonly signal: AbortSignal;
}

/** The shards of a run with the outcome of their programs. */
export type Outcomes = ReadonlyMap<string, ProgramOutcome>;

/** A shard as its program needs it: its parts of a plan, with a place for its state. */
export interface RunnableShard extends Pick<PlannedShard, "components" | "input" | "name" | "stack"> {
  readonly backend: DurableBackend;
}

/** Returns the backend of a shard. @throws UserError INVALID_CONFIG */
export const shardBackend = (
  context: AppContext,
  config: Config,
  { url }: Pick<StateFiles, "url">,
  { stack, secrets }: Pick<PlannedShard, "stack" | "secrets">,
): DurableBackend => ({ kind: "durable", url, secrets: stateSecrets(context, config, stack.tier, secrets) });

/** Returns the program of a shard. @param operation `up` by default. A refresh runs no code of components */
export function shardProgram({ project, target, packs }: ShardSettings, shard: RunnableShard, operation?: Operation): Program {
  const { name, backend, components, stack, input } = shard;
  const place = { name, project, backend, target, policyPacks: packs };
  if (components === undefined || operation?.kind === "refresh") return cloudProgram(place, input, operation);
  const { variables = [] } = stack.cloud;
  return componentsProgram(place, components, { variables, packages: installedPackages(components.root) }, operation);
}

/** Runs the programs of shards, each in a separate process. @param onProgress nothing by default */
export function runShardPrograms(
  { env }: AppContext,
  { engine, signal, scratch, timeLimitMs, parallel }: ShardSettings,
  programs: ReadonlyMap<string, Program>,
  onProgress: RunProgramsOptions["onProgress"] = () => undefined,
): Promise<Outcomes> {
  if (programs.size === 0) return Promise.resolve(new Map());
  return runPrograms(programs, { engine, env, signal, scratch, timeLimitMs, parallel, onProgress, onEnd: () => undefined });
}
