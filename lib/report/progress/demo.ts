import { escapeControls } from "../../base/escape-controls.ts";
import type { AppEvent, DemoEvent, OnEvent } from "../../app/events.ts";
import type { Colors } from "../colors.ts";

export interface DemoOptions {
  /** Writes to standard output. */
  readonly write: (text: string) => void;
  readonly colors: Colors;
}

/** Opens the story of the demo: its events become text on standard output. It ignores all other events. */
export const openDemo =
  ({ write, colors }: DemoOptions): OnEvent =>
  (event) => {
    if (isDemoEvent(event)) write(demoText(event, colors));
  };

/** True if the event belongs to the story of the demo. */
export const isDemoEvent = (event: AppEvent): event is DemoEvent => event.kind.startsWith("demo-");

function demoText(event: DemoEvent, { bold, cyan }: Colors): string {
  switch (event.kind) {
    case "demo-heading":
      return `\n${bold(escapeControls(`${event.number}. ${event.title}`))}\n`;
    case "demo-command":
      return `${cyan(`  $ ${wrapOptions(escapeControls(event.line))}`)}\n`;
    case "demo-output":
      return linesOf(event.text, (line) => `    ${escapeAllButColours(line)}`);
    case "demo-text":
      return linesOf(event.text, escapeControls);
  }
}

/** Columns of a terminal; a longer command continues on a line for each option. */
const MAX_COLUMNS = 80;

const wrapOptions = (command: string): string => (command.length > MAX_COLUMNS ? command.replaceAll(" --", " \\\n      --") : command);

const linesOf = (text: string, format: (line: string) => string): string =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => `${format(line)}\n`)
    .join("");

/** Escapes the control characters of a line of Fairlead's own output, which may have colours. */
const escapeAllButColours = (line: string): string =>
  line
    // eslint-disable-next-line no-control-regex -- a colour starts with the control character ESC
    .split(/(\u001b\[[\d;]*m)/)
    .map((part, at) => (at % 2 === 0 ? escapeControls(part) : part))
    .join("");
