import type { WriteStream } from "node:tty";
import { openOutput, redirectOutput } from "../system/output-stream.ts";
import { writeError } from "../system/system-errors.ts";
import { EXIT } from "./exit-code.ts";
import type { Terminal } from "./io.ts";

type Stream = WriteStream & { readonly fd: number };

/**
 * Opens the process's standard output and error. If a reader closes the pipe (`| head`, a closed terminal), the work continues. If the
 * disk refuses the output, the exit code is at least 3. What other code prints, such as a spec, goes to standard error.
 */
export function openStreams({ stdout, stderr }: { readonly stdout: Stream; readonly stderr: Stream }): Pick<Terminal, "out" | "err"> {
  const err = openOutput(stderr, () => undefined);
  const out = openOutput(stdout, (error) => {
    const { message, hint } = writeError("standard output cannot be written", error);
    err(`error: ${message}\nhint: ${hint}\n`);
    process.on("exit", (code) => {
      if (code === EXIT.done || code === EXIT.refused) process.exitCode = EXIT.input;
    });
  });
  redirectOutput(stdout, stderr);
  return { out, err };
}
