import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { collectOutput } from "../../system/collect-output.ts";
import { moduleUrl } from "../../system/own-modules.ts";
import { killGroup } from "../../system/process-group.ts";
import { describeExit } from "./describe-exit.ts";
import { LineCollector, type PrintedLines } from "./printed-lines.ts";
import type { FinalMessage, ParentMessage, ProgramJob, ProgramMessage } from "./protocol.ts";
import { watchMemory } from "./watch-memory.ts";

export interface SuperviseOptions {
  /** Ends the run: cancels the engine once, and kills it after the grace period. */
  readonly signal: AbortSignal;
  /** Milliseconds. */
  readonly timeLimitMs: number;
  /** Milliseconds from the cancellation to the kill. @default 10000 */
  readonly graceMs?: number | undefined;
  readonly onProgress: (registered: number) => void;
}

/** The result of a program's process. */
export interface Supervised {
  readonly final: FinalMessage;
  readonly printed: PrintedLines;
  /** Maximum resident memory of the process and its descendants. */
  readonly peakBytes: number;
}

const CHILD = fileURLToPath(moduleUrl("child/main.ts", import.meta.url));
const GRACE_MS = 10_000;
/** Milliseconds that the outputs may stay open after the process has ended. A process that it has started may hold them for ever. */
const OUTPUT_MS = 1000;

/** Starts a program's process, and waits until it and its outputs have ended. Stops it at the time limit and on interrupts. */
export function superviseChild(env: Readonly<Record<string, string>>, job: ProgramJob, options: SuperviseOptions): Promise<Supervised> {
  return new Promise((resolve) => {
    // In a separate group: Ctrl-C on the terminal reaches only this process, which passes it on once.
    const child = fork(CHILD, [], { env, detached: true, stdio: ["ignore", "pipe", "pipe", "ipc"], execArgv: [], serialization: "json" });
    const lines = new LineCollector();
    const stderr = collectOutput(child.stderr, lines.add);
    collectOutput(child.stdout, lines.add);
    const memory = watchMemory(child.pid ?? 0);
    const stopper = stopWhen(child, options);
    let final: FinalMessage | undefined;
    let startError: string | undefined;
    let outputs: NodeJS.Timeout | undefined;
    child.on("message", (message: ProgramMessage) => {
      if (message.type === "progress") options.onProgress(message.registered);
      else final = message;
    });
    child.on("error", (error) => (startError = `its process cannot be started: ${error.message}`));
    child.once("exit", () => {
      memory.stop();
      outputs = setTimeout(() => [child.stdout, child.stderr].forEach((stream) => stream?.destroy()), OUTPUT_MS);
    });
    child.once("close", (code, signal) => {
      clearTimeout(outputs);
      const reason = stopper.end();
      killGroup(child.pid, "SIGKILL");
      const failed = (message: string): FinalMessage => ({
        type: "failed",
        message,
        diagnostics: final?.diagnostics ?? [],
        steps: final?.steps ?? [],
      });
      const silent = (): FinalMessage => failed(startError ?? describeExit({ code, signal, stderr: stderr() }, job));
      resolve({
        final: reason === undefined ? (final ?? silent()) : failed(reason),
        printed: lines.printed,
        peakBytes: memory.stop(),
      });
    });
    send(child, { type: "run", job });
  });
}

/** Sends a message. A process that has just died cannot receive it; its `close` event follows. */
function send(child: ChildProcess, message: ParentMessage): void {
  if (child.connected) child.send(message, () => undefined);
}

/** Cancels a process at its time limit or on an interrupt, and kills it after the grace period. */
function stopWhen(
  child: ChildProcess,
  { signal, timeLimitMs, graceMs = GRACE_MS }: SuperviseOptions,
): { readonly end: () => string | undefined } {
  let reason: string | undefined;
  let kill: NodeJS.Timeout | undefined;
  const stop = (why: string): void => {
    reason ??= why;
    send(child, { type: "cancel" });
    kill ??= setTimeout(() => killGroup(child.pid, "SIGKILL"), graceMs);
  };
  const limit = setTimeout(() => stop(`took longer than ${Math.round(timeLimitMs / 1000)} s`), timeLimitMs);
  const onAbort = (): void => stop("interrupted");
  signal.addEventListener("abort", onAbort, { once: true });
  return {
    end: () => {
      for (const timer of [limit, kill]) clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      return reason;
    },
  };
}
