import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import {
  LocalWorkspace,
  type LocalWorkspaceOptions,
  type ProjectSettings,
  type Stack,
  type StackSettings,
  type UpOptions,
} from "@pulumi/pulumi/automation/index.js";
import { readIfExists } from "../../../system/if-exists.ts";
import { PACK_RUNTIME } from "../../policies/policy-pack.ts";
import { FAILURE_FILE, PACK_FILE } from "../../policies/variables.ts";
import type { StateSecrets } from "../backend.ts";
import { oneLine, plainLine } from "../one-line.ts";
import type { LoadedProgram, ProgramModule } from "../program.ts";
import type { FinalMessage, ProgramJob } from "../protocol.ts";
import { engineCommand } from "./engine-command.ts";
import { describeEngineFailure } from "./engine-failure.ts";
import { EngineEvents } from "./engine-events.ts";
import { tidyDiagnostics } from "./tidy-diagnostics.ts";

/** Loads a program's module, and lets the engine run it until the end. */
export async function runJob(job: ProgramJob, signal: AbortSignal, onProgress: (registered: number) => void): Promise<FinalMessage> {
  silenceDebugLog();
  const events = new EngineEvents(onProgress, job.secrets === undefined ? undefined : job.operation.kind);
  const program = await loadProgram(job);
  const diagnostics = () => tidyDiagnostics(events.diagnostics, job, program.explain);
  try {
    const stack = await createStack(job, program);
    // The Automation API ignores a signal that was aborted before the operation starts.
    if (signal.aborted) return { type: "failed", message: "cancelled", diagnostics: diagnostics(), steps: events.steps };
    skipOutputs(stack);
    await runOperation(stack, job, { onEvent: events.add, signal, suppressProgress: true });
    program.finish();
    return { type: "done", diagnostics: diagnostics(), steps: events.steps };
  } catch (error) {
    const found = diagnostics();
    const reason = packFailure(job) ?? describeEngineFailure(error, found);
    const message = signal.aborted ? "cancelled" : plainLine(reason, job.workDir);
    return { type: "failed", message, diagnostics: found, steps: events.steps };
  }
}

/** Returns the reason why a policy pack did not start; undefined if all did. */
const packFailure = ({ policies, workDir }: ProgramJob): string | undefined =>
  policies?.packs.flatMap((directory) => {
    const reason = readIfExists(join(directory, FAILURE_FILE));
    const sources = readIfExists(join(directory, PACK_FILE)) ?? "";
    return reason === undefined ? [] : [`the policy pack ${sources} failed: ${oneLine(reason, { workDir, sources })}`];
  })[0];

type Listening = Pick<UpOptions, "onEvent" | "signal" | "suppressProgress">;

async function runOperation(
  stack: Stack,
  { operation, secrets, project, policies, stack: { name } }: ProgramJob,
  listening: Listening,
): Promise<void> {
  const { parallel } = operation;
  const options = { ...listening, parallel };
  const packs = policies === undefined ? {} : { policyPacks: [...policies.packs] };
  if (operation.kind === "refresh") {
    const writes = operation.mode !== "drift";
    // The stack itself is in no cloud, so the engine reads nothing there.
    const target = operation.mode === "settle" ? { target: [stackUrn(project, name)] } : {};
    await stack.refresh({ ...options, ...target, previewOnly: !writes, clearPendingCreates: writes, runProgram: false });
  } else if (operation.kind === "destroy") {
    const { targets } = operation;
    await stack.destroy({
      ...options,
      ...targetsOf(targets),
      continueOnError: true,
      runProgram: false,
    });
    if (targets === undefined) await stack.workspace.removeStack(name);
  } else if (operation.kind === "preview") await stack.preview({ ...options, ...packs });
  // If one resource of a cloud fails, the others stand. All failures are known at once.
  else await stack.up({ ...options, ...packs, ...targetsOf(operation.targets), continueOnError: secrets !== undefined });
}

const targetsOf = (targets: readonly string[] | undefined): Pick<UpOptions, "target"> =>
  targets === undefined ? {} : { target: [...targets] };

/** Returns the URN of a Pulumi stack. */
const stackUrn = ({ name: project }: ProgramJob["project"], stack: string): string =>
  `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`;

/** Turns off the engine's debug log. Three messages for each resource took a quarter of a large stack's time. */
function silenceDebugLog(): void {
  const log: { debug: () => Promise<void> } = createRequire(import.meta.url)("@pulumi/pulumi/log");
  log.debug = () => Promise.resolve();
}

/**
 * Turns off the engine's three commands that `up` runs at its end, for outputs and history. They took a third of a small stack's time.
 * Programs write their results, so this process needs no outputs.
 */
const skipOutputs = (stack: Stack): void =>
  void Object.assign(stack, { outputs: () => Promise.resolve({}), info: () => Promise.resolve() });

async function loadProgram({ module, input, out }: ProgramJob): Promise<LoadedProgram> {
  const { createProgram }: ProgramModule<unknown> = await import(module);
  return createProgram(JSON.parse(readFileSync(input, "utf8")), out);
}

async function createStack(job: ProgramJob, program: LoadedProgram): Promise<Stack> {
  const { project, stack, secrets, workDir } = job;
  const args = { stackName: stack.name, projectName: project.name, program: program.register };
  const options: LocalWorkspaceOptions = {
    workDir,
    pulumiCommand: engineCommand(job),
    projectSettings: projectSettings(job),
    stackSettings: { [stack.name]: { config: { ...stack.config }, ...secretsSettings(secrets) } },
  };
  if (secrets === undefined) return LocalWorkspace.createStack(args, options);
  return LocalWorkspace.createOrSelectStack(args, secrets.kind === "key" ? { ...options, secretsProvider: secrets.key } : options);
}

function projectSettings({ project, backendUrl, providers, policies }: ProgramJob): ProjectSettings {
  const settings: ProjectSettings = {
    name: project.name,
    ...(project.description === undefined ? {} : { description: project.description }),
    runtime: "nodejs",
    backend: { url: backendUrl },
  };
  const own = Object.entries(providers).map(([name, path]) => ({ name, path }));
  const analyzers = policies === undefined ? [] : [{ name: `policy-${PACK_RUNTIME}`, path: policies.analyzer }];
  // The SDK's type lacks the field, and the engine knows it.
  return own.length + analyzers.length === 0 ? settings : Object.assign(settings, { plugins: { providers: own, analyzers } });
}

/** Returns the settings that let the engine encrypt with what the state was encrypted with. */
function secretsSettings(secrets: StateSecrets | undefined): StackSettings {
  if (secrets?.kind === "key") {
    const { key, encryptedKey } = secrets;
    return { secretsProvider: key, ...(encryptedKey === undefined ? {} : { encryptedKey }) };
  }
  return secrets?.salt === undefined ? {} : { encryptionSalt: secrets.salt };
}
