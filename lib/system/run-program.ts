import { type ChildProcess, spawn } from "node:child_process";
import { collectOutput } from "./collect-output.ts";
import { HAS_PROCESS_GROUPS, killGroup } from "./process-group.ts";
import { isOutOfFiles } from "./system-errors.ts";

/** The end of a program. */
export interface ProgramExit {
  /** The exit code; null if a signal ended the program, undefined if it did not start. */
  readonly code: number | null | undefined;
  /** The signal that ended the program. */
  readonly signal: NodeJS.Signals | null;
  /** The reason for which this process stopped the program; undefined if it ended by itself. */
  readonly stopped: StopReason | undefined;
  /** The end of the output, at most 256 KiB. */
  readonly stdout: string;
  /** The end of the error output, at most 256 KiB. If the program did not start, the reason. */
  readonly stderr: string;
}

export type StopReason = "time limit" | "interrupted";

export interface RunOptions {
  readonly cwd?: string;
  /** The whole environment. @default the environment of this process */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds. @default no limit */
  readonly timeoutMs?: number;
  /** The text on standard input. @default none */
  readonly input?: string;
  /** Stops the program. @default never */
  readonly signal?: AbortSignal;
  /** Gets every line of both outputs as it comes. */
  readonly onLine?: (line: string) => void;
}

/** Milliseconds that a program has to clean up after SIGINT. `go build` removes its work directory then. */
const GRACE_MS = 2000;

/**
 * Runs a program until it ends. A failure to start is a result, not an error.
 * @throws the system's error if no more files may be opened: every other program would fail too
 */
export function runProgram(program: string, args: readonly string[], options: RunOptions = {}): Promise<ProgramExit> {
  const { timeoutMs, signal, onLine } = options;
  if (signal?.aborted === true) return Promise.resolve(notStarted("interrupted", "interrupted"));
  return new Promise((resolve, reject) => {
    const child = start(program, args, options);
    if (child instanceof Error) {
      resolve(notStarted(child.message));
      return;
    }
    let stopped: StopReason | undefined;
    let kill: NodeJS.Timeout | undefined;
    const stop = (reason: StopReason): void => {
      stopped ??= reason;
      killGroup(child.pid, "SIGINT");
      kill ??= setTimeout(() => {
        killGroup(child.pid, "SIGKILL");
        // A process that left the group may still hold the outputs open.
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, GRACE_MS);
    };
    const interrupt = (): void => stop("interrupted");
    signal?.addEventListener("abort", interrupt, { once: true });
    const limit = timeoutMs === undefined ? undefined : setTimeout(stop, timeoutMs, "time limit");
    const end = (exit: ProgramExit): void => {
      clearTimeout(limit);
      clearTimeout(kill);
      signal?.removeEventListener("abort", interrupt);
      resolve(exit);
    };
    // A program that ends before it read everything tells the reason by its exit code.
    child.stdin?.on("error", () => undefined).end(options.input);
    const output = { stdout: collectOutput(child.stdout, onLine), stderr: collectOutput(child.stderr, onLine) };
    child.once("error", (error) => {
      if (isOutOfFiles(error)) reject(error);
      end(notStarted(error.message, stopped));
    });
    child.once("close", (code, endedBy) => {
      if (stopped !== undefined) killGroup(child.pid, "SIGKILL");
      end({ code, signal: endedBy, stopped, stdout: output.stdout(), stderr: output.stderr() });
    });
  });
}

/** Describes the end of a program: `exit code 1`, `ended by SIGKILL`, `did not start`. */
export function describeProgramExit({ code, signal }: Pick<ProgramExit, "code" | "signal">): string {
  if (code === undefined) return "did not start";
  return code === null ? `ended by ${signal}` : `exit code ${code}`;
}

const notStarted = (reason: string, stopped?: StopReason): ProgramExit => ({
  code: undefined,
  signal: null,
  stopped,
  stdout: "",
  stderr: reason,
});

/** Starts a program. Node reports some failures with an event and throws others; both become a result. */
function start(program: string, args: readonly string[], { cwd, env = process.env, input }: RunOptions): ChildProcess | Error {
  try {
    const stdin = input === undefined ? "ignore" : "pipe";
    return spawn(program, args, { cwd, env, stdio: [stdin, "pipe", "pipe"], detached: HAS_PROCESS_GROUPS, windowsHide: true });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
