import { escapeControls } from "../../base/escape-controls.ts";
import { count } from "../../base/text.ts";
import { stripVTControlCharacters } from "node:util";
import type { StackOutcome } from "../../pulumi/process/run-stack.ts";
import type { Io } from "../../cli/io.ts";

/** Passes on what components printed, when the board is drawn no more; results go elsewhere, and machines read them. */
export function tellPrinted(io: Pick<Io, "err">, outcomes: ReadonlyMap<string, Pick<StackOutcome, "printed">>): void {
  for (const [stack, { printed }] of [...outcomes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const line of printed.lines) io.err(`${stack}: ${escapeControls(stripVTControlCharacters(line))}\n`);
    if (printed.more > 0) io.err(`${stack}: ... and ${count(printed.more, "line")} more\n`);
  }
}
