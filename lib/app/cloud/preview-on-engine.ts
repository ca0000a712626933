import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { UserError } from "../../base/user-error.ts";
import type { CloudChange } from "../../diff/cloud/cloud-change.ts";
import { engineChanges } from "../../diff/cloud/engine-changes.ts";
import { installHint, requireEngine } from "../../pulumi/engine/find-engine.ts";
import { hasCloudSdk, INSTALL_CLOUD_SDK } from "../../pulumi/engine/sdk.ts";
import type { Program } from "../../pulumi/process/program.ts";
import type { ProgramOutcome } from "../../pulumi/process/run-pulumi-program.ts";
import { cloudProgram } from "../../pulumi/programs/cloud/cloud-program.ts";
import { componentsProgram } from "../../pulumi/programs/cloud/components/components-program.ts";
import { runPrograms } from "../../pulumi/run-programs.ts";
import { stateFile, type StateFiles } from "../../pulumi/state/state-files.ts";
import { makeDirectories } from "../../system/make-directories.ts";
import { whileInterruptible } from "../../system/interrupts.ts";
import { makeScratchDirectory } from "../../system/scratch-directory.ts";
import type { Project } from "../../workspace/project.ts";
import type { AppContext } from "../context.ts";
import type { EngineLimits } from "../engine/engine-limits.ts";
import { cloudTarget, stateSecrets } from "./cloud-settings.ts";
import { hintFor } from "./cloud-hints.ts";
import { installedPackages } from "./components-shard.ts";
import type { PlannedShard } from "./plan-shards.ts";
import type { PreviewProblem } from "./preview-result.ts";

/** The parts that the engine previews. */
export interface EnginePreview {
  /** The version of the engine. */
  readonly engine: string;
  readonly shards: ReadonlyMap<string, { readonly changes: readonly CloudChange[]; readonly problems: readonly PreviewProblem[] }>;
}

interface PreviewWork extends EngineLimits {
  readonly files: StateFiles;
  readonly shards: readonly PlannedShard[];
}

/**
 * Asks the engine what a run would do. It works on copies of the states, so it takes no lock and writes nothing.
 * @throws UserError ENGINE if there is none
 */
export async function previewOnEngine(context: AppContext, project: Project, work: PreviewWork): Promise<EnginePreview> {
  const { env, home } = context;
  const { scratch } = project.workspace.tree;
  return whileInterruptible(async (signal) => {
    const engine = await requireEngine(env, home, { signal }, installHint());
    if (!hasCloudSdk()) throw new UserError("ENGINE", "the package @pulumi/gcp is not installed", { hint: INSTALL_CLOUD_SDK });
    makeScratchDirectory(scratch);
    const copies = mkdtempSync(join(scratch, "preview-"));
    try {
      await copyStates(work, project, copies);
      const programs = new Map(work.shards.map((shard) => [shard.name, programOf(context, project, shard, copies)]));
      const { parallel, timeLimitMs } = work;
      const ignore = (): void => undefined;
      const limits = { parallel, timeLimitMs, signal, scratch, onProgress: ignore, onEnd: ignore };
      const outcomes = await runPrograms(programs, { engine, env, ...limits });
      const shards = work.shards.flatMap((shard) => {
        const outcome = outcomes.get(shard.name);
        return outcome === undefined ? [] : [[shard.name, previewOf(shard, outcome)] as const];
      });
      return { engine: engine.version, shards: new Map(shards) };
    } finally {
      rmSync(copies, { recursive: true, force: true });
    }
  });
}

const projectOf = ({ workspace, fleet }: Project) => workspace.specs.pulumiProject(fleet.config.name);

async function copyStates({ files, shards }: PreviewWork, project: Project, directory: string): Promise<void> {
  makeDirectories(join(directory, ".pulumi"));
  // The engine takes a directory without it for one of an old layout.
  writeFileSync(join(directory, ".pulumi", "meta.yaml"), "version: 1\n");
  for (const { name } of shards) {
    const path = stateFile(projectOf(project).name, name);
    const text = await files.read(path);
    if (text === undefined) continue;
    makeDirectories(dirname(join(directory, path)));
    writeFileSync(join(directory, path), text);
  }
}

function programOf(context: AppContext, project: Project, shard: PlannedShard, copies: string): Program {
  const { config } = project.fleet;
  const { name, stack, input, secrets, components } = shard;
  const backend = {
    kind: "durable",
    url: pathToFileURL(copies).href,
    secrets: stateSecrets(context, config, stack.tier, secrets),
  } as const;
  const place = { name, project: projectOf(project), backend, target: cloudTarget(config, project.workspace.scratch) };
  const { variables = [] } = stack.cloud;
  const program =
    components === undefined
      ? cloudProgram(place, input)
      : componentsProgram(place, components, { variables, packages: installedPackages(components.root) });
  return { ...program, operation: { kind: "preview", parallel: program.operation.parallel } };
}

/** Joins the answer of the engine with the embedded one. The engine fails at a protected resource that would go. */
function previewOf(shard: PlannedShard, outcome: ProgramOutcome) {
  const place = { stack: shard.stack.name, shard: shard.name };
  const changes = engineChanges(place, outcome.steps, shard.changes);
  if (outcome.outcome === "succeeded" || outcome.diagnostics.some(isProtection)) return { changes, problems: [] };
  const message = `the preview of the engine failed, so losses may be missing: ${outcome.message}`;
  return { changes, problems: [{ shard: shard.name, message, hint: hintFor(outcome.message) }] };
}

const isProtection = ({ message }: { readonly message: string }): boolean =>
  /cannot be deleted\s+because it is protected|marked for protection/.test(message);
