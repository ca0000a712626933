import type { WriteStream } from "node:tty";
import { openOutput } from "../system/output-stream.ts";
import { diskRefusal } from "../system/system-errors.ts";
import { EXIT } from "./exit-code.ts";
import type { Terminal } from "./io.ts";

type Stream = WriteStream & { readonly fd: number };

/**
 * Opens the process's standard output and error. If a reader goes away (`| head`, a closed terminal), the work goes on. If a disk refuses
 * the output, the process ends with 3 at least, because somebody waits for it.
 */
export function openStreams({ stdout, stderr }: { readonly stdout: Stream; readonly stderr: Stream }): Pick<Terminal, "out" | "err"> {
  const err = openOutput(stderr, () => undefined);
  const out = openOutput(stdout, (error) => {
    const { message, hint } = diskRefusal("standard output cannot be written", error);
    err(`error: ${message}\nhint: ${hint}\n`);
    process.on("exit", (code) => {
      if (code === EXIT.done || code === EXIT.refused) process.exitCode = EXIT.input;
    });
  });
  return { out, err };
}
