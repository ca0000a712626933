import { stripVTControlCharacters } from "node:util";

/** The colours of a dark terminal, by the code that selects them. */
const STYLES: Readonly<Record<string, string>> = {
  "1": 'font-weight="bold"',
  "2": 'fill="#8b949e"',
  "31": 'fill="#ff7b72"',
  "32": 'fill="#7ee787"',
  "33": 'fill="#e3b341"',
  "36": 'fill="#79c0ff"',
};

const FONT_SIZE = 13;
/** The width of a character of the font, in pixels. Source: the advance of common monospaced fonts, 0.6 em. */
const CHARACTER = 0.6 * FONT_SIZE;
const LINE = 19;
const PADDING = 16;

const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The start of a code that selects or ends a style. */
const CODE = "\u001b[";

/** Returns the spans of a line. A code that selects a style holds until the next code, which ends it. */
const spansOf = (line: string): string =>
  line
    .split(CODE)
    .map((part, index) => {
      const [, code = "", text = part] = index === 0 ? [] : (/^(\d+)m([^]*)$/.exec(part) ?? []);
      const style = STYLES[code];
      return style === undefined || text === "" ? escape(text) : `<tspan ${style}>${escape(text)}</tspan>`;
    })
    .join("");

/** Draws lines of a terminal, with their colours, as an SVG image. */
export function terminalSvg(lines: readonly string[]): string {
  const columns = Math.max(...lines.map((line) => stripVTControlCharacters(line).length));
  const [width, height] = [Math.ceil(columns * CHARACTER) + 2 * PADDING, lines.length * LINE + 2 * PADDING];
  const texts = lines.map((line, index) => `<text x="${PADDING}" y="${PADDING + LINE * (index + 0.75)}">${spansOf(line)}</text>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    "<title>A terminal: fairlead plan and up move a release, git revert rolls it back, and the rollback stays</title>",
    `<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="${FONT_SIZE}" fill="#e6edf3" xml:space="preserve">`,
    ...texts,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}
