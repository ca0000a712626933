import { isFrame } from "../programs/render/thrown.ts";
import { reasonIn } from "../../system/exit-reason.ts";
import { type Directories, oneLine } from "./diagnostics.ts";

/** How a stack's process ended without a word. */
export interface Death {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** How Node begins what it says of its end: `TypeError: no luck`, `Error [ERR_X]: no luck`, `FATAL ERROR: no memory`. */
const BEGINNING = /^(?:Uncaught )?(?:[\w$.]*(?:Error|Exception)(?: \[\w+\])?(?::|$)|FATAL ERROR:)/;

/** Why a process that died has died, in one line. */
export function deathText({ code, signal, stderr }: Death, directories: Directories): string {
  const said = stderr.replace(/^-+ Native stack trace -+$[^]*|^Node\.js v\d.*$/m, "");
  const reason = reasonOf(said.split("\n"), directories) ?? reasonIn(said);
  return `its process ended with ${signal ?? code}${reason === "" ? "" : `: ${reason}`}`;
}

/** The last error, without the source before it and the fields after it. */
function reasonOf(lines: readonly string[], directories: Directories): string | undefined {
  const at = lines.findLastIndex((line) => BEGINNING.test(line));
  if (at === -1) return undefined;
  const rest = lines.slice(at);
  const length = rest.findIndex((line) => isFrame(line) || line.trim() === "");
  const head = length === -1 ? rest : rest.slice(0, length);
  return oneLine([...head, ...rest.filter((line) => isFrame(line))].join("\n"), directories).slice(0, MOST_CHARACTERS);
}

const MOST_CHARACTERS = 600;
