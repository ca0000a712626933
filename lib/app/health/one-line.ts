import { escapeControls } from "../../base/escape-controls.ts";

/** Makes one short line of the words of a server. A terminal must not obey them. */
export function oneLine(text: string, maximum = 200): string {
  const line = escapeControls(text.replace(/\s+/g, " ").trim());
  return line.length > maximum ? `${line.slice(0, maximum - 3)}...` : line;
}
