import { exitReason } from "../../system/exit-reason.ts";
import { type MessageDirectories, oneLine } from "./one-line.ts";
import { isFrame } from "./stack-frames.ts";

/** The end of a program's process that sent no final message. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** The start of Node's last error: `TypeError: no luck`, `Error [ERR_X]: no luck`, `FATAL ERROR: no memory`. */
const ERROR_START = /^(?:Uncaught )?(?:[\w$.]*(?:Error|Exception)(?: \[\w+\])?(?::|$)|FATAL ERROR:)/;

const MAXIMUM_CHARACTERS = 600;

/** Explains in one line why a program's process ended. */
export function describeExit({ code, signal, stderr }: ProcessExit, directories: MessageDirectories): string {
  const output = stderr.replace(/^-+ Native stack trace -+$[^]*|^Node\.js v\d.*$/m, "");
  const reason = lastError(output.split("\n"), directories) ?? exitReason(output);
  return `its process ended with ${signal ?? code}${reason === "" ? "" : `: ${reason}`}`;
}

/** Finds the last error, without the source line before it and the fields after it. */
function lastError(lines: readonly string[], directories: MessageDirectories): string | undefined {
  const at = lines.findLastIndex((line) => ERROR_START.test(line));
  if (at === -1) return undefined;
  const rest = lines.slice(at);
  const length = rest.findIndex((line) => isFrame(line) || line.trim() === "");
  const head = length === -1 ? rest : rest.slice(0, length);
  return oneLine([...head, ...rest.filter((line) => isFrame(line))].join("\n"), directories).slice(0, MAXIMUM_CHARACTERS);
}
