import { fork } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine, Env } from "../find.ts";
import { killGroup, listen } from "../../system/run-program.ts";
import { deathText } from "./death.ts";
import { makeEnvironment } from "./environment.ts";
import { killLeftovers } from "./leftovers.ts";
import { residentBytes } from "./resident.ts";
import { NOTHING_PRINTED, type Printed, Printing } from "./printed.ts";
import type { ComponentsJob, Diagnostic, FromStack, NamedObject, RenderJob, ToStack } from "./protocol.ts";

/** One stack for the engine. */
export interface StackRun {
  readonly stack: string;
  readonly objects: readonly NamedObject[];
  /** Those of its components that have to be rendered. */
  readonly components?: ComponentsJob | undefined;
}

export interface StackRunOptions {
  readonly engine: Engine;
  /** The environment of this process, of which only PATH comes along. */
  readonly env: Env;
  /** A directory for what the run needs; it is removed when the run ends, however it ends. */
  readonly workDir: string;
  /** Ends the run: the engine is asked once, and killed when it does not end. */
  readonly signal: AbortSignal;
  /** Milliseconds. */
  readonly timeLimitMs: number;
  /** Milliseconds that the engine has to end after it was asked to. @default 10000 */
  readonly graceMs?: number;
  readonly onProgress: (rendered: number) => void;
  /** Takes what was rendered: the directory is there while this runs. */
  readonly collect: (out: string) => void;
}

/** What came of a stack. */
export type StackOutcome = StackFigures &
  ({ readonly outcome: "rendered" } | { readonly outcome: "failed"; readonly message: string }) & {
    readonly diagnostics: readonly Diagnostic[];
    readonly printed: Printed;
  };

export interface StackFigures {
  readonly seconds: number;
  /** The most memory that the stack's processes had resident at a time, looked at now and then. */
  readonly peakBytes: number;
}

const NOTHING_SAID = { diagnostics: [], printed: NOTHING_PRINTED } as const;

const CHILD = join(import.meta.dirname, "child.ts");
const GRACE_MS = 10_000;
/** Milliseconds that the outputs of a process may stay open after its end: something that a component has started may hold them for ever. */
const OUTPUT_MS = 1000;
/** How many objects components may register, for the memory of the engine: as many as a large operator's chart. */
const OBJECTS_OF_COMPONENTS = 2000;
/** Milliseconds between two looks at the memory. */
const LOOK_MS = 250;

/** Runs one stack in a process of its own. Never throws for what the engine does; nothing of it is left. */
export async function runStack({ stack, objects, components }: StackRun, options: StackRunOptions): Promise<StackOutcome> {
  const { engine, env, workDir, collect } = options;
  const start = performance.now();
  const run = `${process.pid}-${stack}-${Math.random().toString(36).slice(2)}`;
  let peakBytes = 0;
  const figures = (): StackFigures => ({ seconds: Math.round(performance.now() - start) / 1000, peakBytes });
  if (options.signal.aborted) return { outcome: "failed", ...figures(), message: "interrupted", ...NOTHING_SAID };
  try {
    const expected = objects.length + (components === undefined ? 0 : OBJECTS_OF_COMPONENTS);
    const environment = makeEnvironment(workDir, { engine, outside: env, run, objects: expected });
    const out = join(workDir, "out");
    const file = join(workDir, "objects.json");
    mkdirSync(out);
    writeFileSync(file, JSON.stringify(objects));
    const job = { objects: file, out, workDir, components };
    const { last, printed, ...talked } = await talk(environment, job, options);
    peakBytes = talked.peakBytes;
    const said = { diagnostics: last.diagnostics, printed };
    if (last.type === "failed") return { outcome: "failed", ...figures(), message: last.message, ...said };
    collect(out);
    return { outcome: "rendered", ...figures(), ...said };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { outcome: "failed", ...figures(), message: error.message, ...NOTHING_SAID };
  } finally {
    await killLeftovers(run);
    rmSync(workDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Talk {
  readonly last: Exclude<FromStack, { readonly type: "progress" }>;
  readonly printed: Printed;
  readonly peakBytes: number;
}

/** Starts the process and waits for its last word. */
function talk(env: Readonly<Record<string, string>>, job: RenderJob, options: StackRunOptions): Promise<Talk> {
  const { signal, timeLimitMs, graceMs = GRACE_MS, onProgress } = options;
  const root = job.components?.root;
  return new Promise((resolve) => {
    // A group of its own: Ctrl-C on the terminal reaches this process alone, which passes it on once.
    const child = fork(CHILD, [], { env, detached: true, stdio: ["ignore", "pipe", "pipe", "ipc"], execArgv: [], serialization: "json" });
    const printing = new Printing();
    const stderr = listen(child.stderr, printing.add);
    listen(child.stdout, printing.add);
    let last: Talk["last"] | undefined;
    let peakBytes = 0;
    const look = setInterval(() => (peakBytes = Math.max(peakBytes, residentBytes(child.pid ?? 0))), LOOK_MS);
    let notStarted: string | undefined;
    let why: string | undefined;
    let hard: NodeJS.Timeout | undefined;
    let outputs: NodeJS.Timeout | undefined;
    const ask = (message: ToStack): void => {
      // One that has just died cannot be asked; that it has died is heard of below.
      if (child.connected) child.send(message, () => undefined);
    };
    const stop = (reason: string): void => {
      why ??= reason;
      ask({ type: "cancel" });
      hard ??= setTimeout(() => killGroup(child.pid, "SIGKILL"), graceMs);
    };
    const limit = setTimeout(() => stop(`took longer than ${Math.round(timeLimitMs / 1000)} s`), timeLimitMs);
    const onAbort = (): void => stop("interrupted");
    signal.addEventListener("abort", onAbort, { once: true });
    child.on("message", (message: FromStack) => {
      if (message.type === "progress") onProgress(message.rendered);
      else last = message;
    });
    child.on("error", (error) => (notStarted = `its process cannot be started: ${error.message}`));
    child.once("exit", () => {
      clearInterval(look);
      outputs = setTimeout(() => [child.stdout, child.stderr].forEach((stream) => stream?.destroy()), OUTPUT_MS);
    });
    child.once("close", (code, endedBy) => {
      clearInterval(look);
      for (const timer of [limit, hard, outputs]) clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      killGroup(child.pid, "SIGKILL");
      const failed = (message: string) => ({ type: "failed", message, diagnostics: last?.diagnostics ?? [] }) as const;
      const died = (): string => deathText({ code, signal: endedBy, stderr: stderr() }, { workDir: job.workDir, root });
      const heard = why === undefined ? (last ?? failed(notStarted ?? died())) : failed(why);
      resolve({ last: heard, printed: printing.printed, peakBytes });
    });
    ask({ type: "render", job });
  });
}
