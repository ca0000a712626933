import { escapeControls } from "../../base/escape-controls.ts";

/** Joins lines with a space and escapes control and invisible characters. */
const oneLine = (text: string): string => escapeControls(text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, " "));

/** An invisible character after `@` or `#`: GitHub finds no mention or reference, and the text looks the same. */
const INVISIBLE = "\u200B";

/** Escapes untrusted text, so that it cannot become markup, a mention, a reference or a comment. */
export const escapeMarkdown = (text: string): string =>
  oneLine(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_{}[\]()+!|~]/g, "\\$&")
    .replace(/#(?![A-Za-z0-9])/g, "\\#")
    .replace(/[@#](?=[A-Za-z0-9])/g, `$&${INVISIBLE}`);

/** Formats a code span that no backtick inside can end. GitHub reads no mention in a code span. In a table, a pipe would end the cell. */
export const code = (text: string): string => span(oneLine(text).replaceAll("|", "\\|"));

/** Formats a line of shell as a code span outside of tables. Its pipes stay as they are, so that it can be pasted. */
export const shellCode = (text: string): string => span(oneLine(text));

function span(line: string): string {
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 && line !== "" ? `${fence}${line}${fence}` : `${fence}${line === "" ? " " : ` ${line} `}${fence}`;
}
