import type { WriteStream } from "node:tty";
import { openOutput, redirectOutput, wantsColor } from "./output-stream.ts";
import { writeError } from "./system-errors.ts";

/** The terminal of a command, or the files and pipes in its place. */
export interface Terminal {
  /** Writes results. */
  readonly out: (text: string) => void;
  /** Writes progress and errors. */
  readonly err: (text: string) => void;
  /** True if results may have colours. */
  readonly color: boolean;
  /** The number of lines that can be redrawn on standard error; 0 in a CI or without a terminal. */
  readonly liveLines: number;
  /** True if a person can be asked. */
  readonly interactive: boolean;
}

/** The part of a process that its terminal is made of. */
interface Streams {
  readonly stdout: WriteStream & { readonly fd: number };
  readonly stderr: WriteStream & { readonly fd: number };
  readonly stdin: { readonly isTTY: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Opens the process's standard output and error. If a reader closes the pipe (`| head`, a closed terminal), the work continues.
 * What other code prints, such as a spec, goes to standard error.
 * @param onLost called once if the system refuses the output, such as a full disk
 */
export function openTerminal({ stdout, stderr, stdin, env }: Streams, onLost: () => void): Terminal {
  const err = openOutput(stderr, () => undefined);
  const out = openOutput(stdout, (error) => {
    const { message, hint } = writeError("standard output cannot be written", error);
    err(`error: ${message}\nhint: ${hint}\n`);
    onLost();
  });
  redirectOutput(stdout, stderr);
  return {
    out,
    err,
    color: wantsColor(env, stdout.isTTY),
    liveLines: stderr.isTTY && env["CI"] === undefined && env["TERM"] !== "dumb" ? stderr.rows - 1 : 0,
    interactive: stdin.isTTY && stdout.isTTY && env["CI"] === undefined,
  };
}
