import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import type { AskedObject } from "../programs/render/asked.ts";
import { runComponents } from "../programs/render/component-program.ts";
import { renderProgram } from "../programs/render/render-program.ts";
import { thrownText } from "../programs/render/thrown.ts";
import { PARENT_VARIABLE, RUN_VARIABLE, stateUrl, WORK_VARIABLE } from "./environment.ts";
import { oneLine, tidyDiagnostics } from "./diagnostics.ts";
import { failureText, plainText } from "./failure.ts";
import { killLeftovers } from "./leftovers.ts";
import {
  ASKED,
  type ComponentLoader,
  COMPONENTS,
  type Diagnostic,
  type FromStack,
  type NamedObject,
  OBJECTS,
  type RenderJob,
  type ToStack,
} from "./protocol.ts";
import { onUncaught } from "./uncaught.ts";

// Three messages for the engine's debug log with every object, each waited for by the next: a quarter of the time of a large stack.
const log: { debug: () => Promise<void> } = createRequire(import.meta.url)("@pulumi/pulumi/log");
log.debug = () => Promise.resolve();

/** Whoever started it: another one stands in for a parent that has gone. */
const PARENT = Number(process.env[PARENT_VARIABLE]);

/** The process of one stack: an unhandled rejection in a Pulumi program ends every program in its process. */
const cancelled = new AbortController();

const tell = (message: FromStack): Promise<void> => new Promise((resolve) => void process.send?.(message, () => resolve()));

/** Milliseconds between two reports of progress. */
const TELL_EVERY_MS = 200;

/** Resources that the engine registers at once; more gain nothing on two cores. */
const PARALLEL = 32;

/** `urn:pulumi:render::fairlead::kubernetes:core/v1:Service::staging/services/cart/service-cart.yaml` -> its last part. */
const objectOf = (urn: string | undefined): string | undefined => urn?.split("::")[3];

function listener(diagnostics: Diagnostic[]): (event: EngineEvent) => void {
  let rendered = 0;
  let told = 0;
  return ({ diagnosticEvent, resOutputsEvent }) => {
    if (resOutputsEvent !== undefined) rendered += 1;
    if (rendered > 0 && performance.now() - told > TELL_EVERY_MS) {
      told = performance.now();
      void tell({ type: "progress", rendered });
    }
    const { severity, message = "", urn } = diagnosticEvent ?? {};
    if (severity !== "error" && severity !== "warning") return;
    diagnostics.push({ severity, object: objectOf(urn), message });
  };
}

/** The stack's objects, and then its components. */
function programOf({ objects, out, components }: RenderJob, asked: Record<string, AskedObject[]>): () => Promise<void> {
  const named: readonly NamedObject[] = JSON.parse(readFileSync(objects, "utf8"));
  const program = renderProgram(named, join(out, OBJECTS));
  return async () => {
    // Pulumi keeps where each of its promises was made.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    await program();
    Error.stackTraceLimit = stackTraceLimit;
    if (components === undefined) return;
    const { loadComponents }: { readonly loadComponents: ComponentLoader } = await import(components.loader);
    const loaded = await loadComponents(components);
    await runComponents(loaded.components, loaded.context, join(out, COMPONENTS), asked);
  };
}

async function render(job: RenderJob): Promise<FromStack> {
  const { workDir } = job;
  const said: Diagnostic[] = [];
  const tidy = (): readonly Diagnostic[] => tidyDiagnostics(said, { workDir, root: job.components?.root });
  const asked: Record<string, AskedObject[]> = {};
  try {
    const stack = await LocalWorkspace.createStack(
      {
        stackName: "render",
        projectName: "fairlead",
        program: programOf(job, asked),
      },
      {
        workDir,
        pulumiCommand: await PulumiCommand.get({ root: workDir }),
        projectSettings: { name: "fairlead", runtime: "nodejs", backend: { url: stateUrl(workDir) } },
        // A component's resource that is not given the provider would look for a cluster, or a cloud.
        stackSettings: { render: { config: { "pulumi:disable-default-providers": '["*"]' } } },
      },
    );
    // The Automation API does not look whether a signal was given before.
    if (cancelled.signal.aborted) return { type: "failed", message: "cancelled", diagnostics: tidy() };
    await stack.up({ onEvent: listener(said), signal: cancelled.signal, suppressProgress: true, parallel: PARALLEL });
    if (job.components !== undefined) writeFileSync(join(job.out, ASKED), JSON.stringify(asked));
    return { type: "done", diagnostics: tidy() };
  } catch (error) {
    const diagnostics = tidy();
    return {
      type: "failed",
      message: cancelled.signal.aborted ? "cancelled" : plainText(failureText(error, diagnostics), workDir),
      diagnostics,
    };
  }
}

let ended = false;

/** Says the last word; what happens after it is of no interest to anybody. */
async function end(last: FromStack): Promise<void> {
  if (ended) return;
  ended = true;
  await tell(last);
  // Pulumi would print what it has not done.
  process.removeAllListeners("exit");
  if (process.connected) process.exit();
}

process.on("message", (message: ToStack) => {
  if (message.type === "cancel") {
    cancelled.abort();
    return;
  }
  const { job } = message;
  onUncaught((thrown) => {
    const reason = oneLine(thrownText(thrown), { workDir: job.workDir, root: job.components?.root });
    void end({ type: "failed", message: `uncaught ${reason}`, diagnostics: [] });
  });
  process.on("exit", () => void end({ type: "failed", message: "its process was ended with process.exit", diagnostics: [] }));
  void render(job).then(end);
});

/** The connection has gone, most likely with the parent: nobody waits for what is made here. */
async function giveUp(): Promise<void> {
  const { [RUN_VARIABLE]: run, [WORK_VARIABLE]: workDir } = process.env;
  if (run === undefined || workDir === undefined) return;
  try {
    const orphan = await isOrphan();
    // Before the engine is killed, which makes Pulumi say other things.
    if (!orphan) process.stderr.write("error: something in it has closed its connection (process.disconnect)\n");
    await killLeftovers(run);
    // The run's whole directory goes with its parent: its other stacks give up at the same moment, and whoever is last finds nothing to remove.
    rmSync(orphan ? dirname(workDir) : workDir, { recursive: true, force: true, maxRetries: 10 });
  } finally {
    process.kill(-process.pid, "SIGKILL");
  }
}

/** A component may have closed the connection, which is no end of its parent's. One that dies closes it some instants before it is gone. */
async function isOrphan(): Promise<boolean> {
  for (let round = 0; round < 50 && process.ppid === PARENT; round += 1) await sleep(20);
  return process.ppid !== PARENT;
}

if (process.connected) process.on("disconnect", () => void giveUp());
else await giveUp();
