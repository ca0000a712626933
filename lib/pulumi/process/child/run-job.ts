import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { LocalWorkspace, PulumiCommand, type Stack } from "@pulumi/pulumi/automation/index.js";
import { plainLine } from "../one-line.ts";
import type { LoadedProgram, ProgramModule } from "../program.ts";
import type { FinalMessage, ProgramJob } from "../protocol.ts";
import { describeEngineFailure } from "./engine-failure.ts";
import { EngineEvents } from "./engine-events.ts";
import { tidyDiagnostics } from "./tidy-diagnostics.ts";

/** Loads a program's module, and lets the engine run it until the end. */
export async function runJob(job: ProgramJob, signal: AbortSignal, onProgress: (registered: number) => void): Promise<FinalMessage> {
  silenceDebugLog();
  const events = new EngineEvents(onProgress);
  const program = await loadProgram(job);
  const diagnostics = () => tidyDiagnostics(events.diagnostics, job, program.explain);
  try {
    const stack = await createStack(job, program);
    // The Automation API ignores a signal that was aborted before the operation starts.
    if (signal.aborted) return { type: "failed", message: "cancelled", diagnostics: diagnostics() };
    skipOutputs(stack);
    await stack.up({ onEvent: events.add, signal, suppressProgress: true, parallel: job.operation.parallel });
    program.finish();
    return { type: "done", diagnostics: diagnostics() };
  } catch (error) {
    const found = diagnostics();
    const message = signal.aborted ? "cancelled" : plainLine(describeEngineFailure(error, found), job.workDir);
    return { type: "failed", message, diagnostics: found };
  }
}

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

async function createStack({ project, stack, backendUrl, workDir }: ProgramJob, program: LoadedProgram): Promise<Stack> {
  return LocalWorkspace.createStack(
    { stackName: stack.name, projectName: project.name, program: program.register },
    {
      workDir,
      pulumiCommand: await PulumiCommand.get({ root: workDir }),
      projectSettings: {
        name: project.name,
        ...(project.description === undefined ? {} : { description: project.description }),
        runtime: "nodejs",
        backend: { url: backendUrl },
      },
      stackSettings: { [stack.name]: { config: { ...stack.config } } },
    },
  );
}
