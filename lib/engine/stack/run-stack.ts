import { fork } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine, Env } from "../find.ts";
import { killGroup } from "../run-program.ts";
import { makeEnvironment } from "./environment.ts";
import { killLeftovers, residentBytes } from "./leftovers.ts";
import type { ComponentsJob, Diagnostic, FromStack, NamedObject, ToStack } from "./protocol.ts";

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
  };

export interface StackFigures {
  readonly seconds: number;
  /** The most memory that the stack's processes had resident at a time, looked at now and then. */
  readonly peakBytes: number;
}

const CHILD = join(import.meta.dirname, "child.ts");
const GRACE_MS = 10_000;
/** Milliseconds between two looks at the memory. */
const LOOK_MS = 250;

/** Runs one stack in a process of its own. Never throws for what the engine does; nothing of it is left. */
export async function runStack({ stack, objects, components }: StackRun, options: StackRunOptions): Promise<StackOutcome> {
  const { engine, env, workDir, collect } = options;
  const start = performance.now();
  const run = `${process.pid}-${stack}-${Math.random().toString(36).slice(2)}`;
  let peakBytes = 0;
  const figures = (): StackFigures => ({ seconds: Math.round(performance.now() - start) / 1000, peakBytes });
  if (options.signal.aborted) return { outcome: "failed", ...figures(), message: "interrupted", diagnostics: [] };
  const look = setInterval(() => (peakBytes = Math.max(peakBytes, residentBytes(run))), LOOK_MS);
  try {
    const environment = makeEnvironment(workDir, { engine, outside: env, run, objects: objects.length });
    const out = join(workDir, "out");
    const file = join(workDir, "objects.json");
    mkdirSync(out);
    writeFileSync(file, JSON.stringify(objects));
    const job = { objects: file, out, workDir, components };
    const said = await talk(environment, { type: "render", job }, options);
    if (said.type === "done") {
      collect(out);
      return { outcome: "rendered", ...figures(), diagnostics: said.diagnostics };
    }
    return { outcome: "failed", ...figures(), message: said.message, diagnostics: said.diagnostics };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { outcome: "failed", ...figures(), message: error.message, diagnostics: [] };
  } finally {
    clearInterval(look);
    await killLeftovers(run);
    rmSync(workDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

type Last = Exclude<FromStack, { readonly type: "progress" }>;

/** Starts the process and waits for its last word. */
function talk(env: Readonly<Record<string, string>>, job: ToStack, options: StackRunOptions): Promise<Last> {
  const { signal, timeLimitMs, graceMs = GRACE_MS, onProgress } = options;
  return new Promise((resolve) => {
    // A group of its own: Ctrl-C on the terminal reaches this process alone, which passes it on once.
    const child = fork(CHILD, [], { env, detached: true, stdio: ["ignore", "pipe", "pipe", "ipc"], execArgv: [], serialization: "json" });
    let stderr = "";
    let last: Last | undefined;
    let why: string | undefined;
    let hard: NodeJS.Timeout | undefined;
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
    child.stdout?.resume();
    child.stderr?.setEncoding("utf8").on("data", (chunk: string) => (stderr = `${stderr}${chunk}`.slice(-4000)));
    child.on("message", (message: FromStack) => {
      if (message.type === "progress") onProgress(message.rendered);
      else last = message;
    });
    child.on("error", (error) => (stderr += error.message));
    child.once("close", (code, killedBy) => {
      clearTimeout(limit);
      clearTimeout(hard);
      signal.removeEventListener("abort", onAbort);
      killGroup(child.pid, "SIGKILL");
      const ended = `its process ended with ${killedBy ?? code}${stderr.trim() === "" ? "" : `: ${stderr.trim().split("\n").slice(-5).join("\n")}`}`;
      if (why !== undefined) resolve({ type: "failed", message: why, diagnostics: last?.diagnostics ?? [] });
      else resolve(last ?? { type: "failed", message: ended, diagnostics: [] });
    });
    ask(job);
  });
}
