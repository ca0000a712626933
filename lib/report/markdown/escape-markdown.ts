import { escapeControls } from "../../base/escape-controls.ts";

/** On one line, without characters that turn lines around or cannot be seen. */
const oneLine = (text: string): string => escapeControls(text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, " "));

/** After a sign that GitHub looks for, an invisible character: the text reads the same and reaches nobody. */
const INVISIBLE = "\u200B";

/** Text from outside, so that it cannot become markup, a mention, a reference or a comment marker. */
export const escapeMarkdown = (text: string): string =>
  oneLine(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_{}[\]()+!|~]/g, "\\$&")
    .replace(/#(?![A-Za-z0-9])/g, "\\#")
    .replace(/[@#](?=[A-Za-z0-9])/g, `$&${INVISIBLE}`);

/** A code span that no backtick inside can end; GitHub reads no mentions in one. */
export function code(text: string): string {
  const line = oneLine(text).replaceAll("|", "\\|");
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 && line !== "" ? `${fence}${line}${fence}` : `${fence}${line === "" ? " " : ` ${line} `}${fence}`;
}
