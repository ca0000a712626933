import { type ChildProcess, spawn } from "node:child_process";
import { isOutOfFiles } from "./system-errors.ts";

/** How a program ended. */
export interface Ended {
  /** The exit code; null where a signal ended it, undefined where it did not start. */
  readonly code: number | null | undefined;
  /** The signal that ended it. */
  readonly signal: NodeJS.Signals | null;
  /** Why it was made to end, where it was. */
  readonly stopped: Stopped | undefined;
  /** Where the outputs are long, their ends. */
  readonly stdout: string;
  /** Of a program that did not start, the reason. */
  readonly stderr: string;
}

export type Stopped = "time limit" | "interrupted";

export interface RunOptions {
  readonly cwd?: string;
  /** The whole environment. @default that of this process */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds. @default none */
  readonly timeoutMs?: number;
  /** Stops the program. @default never */
  readonly signal?: AbortSignal;
  /** Hears every line of both outputs as it comes. */
  readonly onLine?: (line: string) => void;
}

/** What is kept of each output: a program that prints without end must not fill the memory. */
const KEPT = 256 * 1024;

/** Time to clean up, as `go build` does with its work directory. */
const GRACE_MS = 2000;

/** A group of its own can be stopped as a whole: what a shell script started would live on and keep the pipes open. */
const OWN_GROUP = process.platform !== "win32";

/** Runs a program to its end, whatever that is. @throws the system's error where no more files may be opened, which no other program mends */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { cwd, env = process.env, timeoutMs, signal, onLine } = options;
  const notStarted = (reason: string, stopped?: Stopped): Ended => ({ code: undefined, signal: null, stopped, stdout: "", stderr: reason });
  if (signal?.aborted === true) return Promise.resolve(notStarted("interrupted", "interrupted"));
  return new Promise((resolve, reject) => {
    const child = start(program, args, cwd, env);
    if (child instanceof Error) {
      resolve(notStarted(child.message));
      return;
    }
    let stopped: Stopped | undefined;
    let hard: NodeJS.Timeout | undefined;
    const stop = (why: Stopped): void => {
      stopped ??= why;
      killGroup(child.pid, "SIGINT");
      hard ??= setTimeout(() => {
        killGroup(child.pid, "SIGKILL");
        // What left the group may still hold them.
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, GRACE_MS);
    };
    const interrupt = (): void => stop("interrupted");
    signal?.addEventListener("abort", interrupt, { once: true });
    const limit = timeoutMs === undefined ? undefined : setTimeout(stop, timeoutMs, "time limit");
    const end = (ended: Ended): void => {
      clearTimeout(limit);
      clearTimeout(hard);
      signal?.removeEventListener("abort", interrupt);
      resolve(ended);
    };
    const said = { stdout: listen(child.stdout, onLine), stderr: listen(child.stderr, onLine) };
    child.once("error", (error) => {
      if (isOutOfFiles(error)) reject(error);
      end(notStarted(error.message, stopped));
    });
    child.once("close", (code, by) => {
      if (stopped !== undefined) killGroup(child.pid, "SIGKILL");
      end({ code, signal: by, stopped, stdout: said.stdout(), stderr: said.stderr() });
    });
  });
}

/** `exit code 1`, `ended by SIGKILL`, `did not start` */
export function endText({ code, signal }: Pick<Ended, "code" | "signal">): string {
  if (code === undefined) return "did not start";
  return code === null ? `ended by ${signal}` : `exit code ${code}`;
}

/** Some failures to start come as an event, others are thrown. Of one that comes as an event there may be no outputs. */
function start(
  program: string,
  args: readonly string[],
  cwd: string | undefined,
  env: NonNullable<RunOptions["env"]>,
): ChildProcess | Error {
  try {
    return spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: OWN_GROUP, windowsHide: true });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Collects an output. @returns a function that gives what is kept of it */
export function listen(stream: NodeJS.ReadableStream | null | undefined, onLine: ((line: string) => void) | undefined): () => string {
  let kept = "";
  let rest = "";
  if (stream === null || stream === undefined) return () => kept;
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    kept = `${kept}${chunk}`.slice(-KEPT);
    if (onLine === undefined) return;
    const lines = `${rest}${chunk}`.split(/\r?\n/);
    rest = (lines.pop() ?? "").slice(-KEPT);
    lines.forEach(onLine);
  });
  stream.on("end", () => {
    if (rest !== "") onLine?.(rest);
  });
  return () => kept;
}

/** Ends a program that was started in a group of its own, with all that is in the group; one that has ended is fine. */
export function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(OWN_GROUP ? -pid : pid, signal);
  } catch {
    // It has ended by itself.
  }
}
