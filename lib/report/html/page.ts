import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { escapeHtml } from "./escape-html.ts";

/** Reads a file that pages include as it is. */
export const asset = (name: string): string => readFileSync(join(import.meta.dirname, "assets", name), "utf8");

const sourceOf = (text: string): string => `'sha256-${hash("sha256", text, "base64")}'`;

export interface PageParts {
  /** An untrusted string. */
  readonly title: string;
  readonly style: string;
  readonly script: string;
  /** The content of the body as HTML. */
  readonly body: string;
}

/** Renders one page that needs no other file. Its policy permits exactly its own style and script. */
export function htmlPage({ title, style, script, body }: PageParts): string {
  const policy = `default-src 'none'; script-src ${sourceOf(script)}; style-src ${sourceOf(style)}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
<script>${script}</script>
</body>
</html>
`;
}

/** Renders a field that chooses one of some values. @param all the words for no choice */
export const choice = (id: string, all: string, values: readonly string[]): string =>
  `<label><span class="sr">${id}</span><select id="${id}"><option value="">${all}</option>${values
    .map((value) => `<option value="${escapeHtml(value)}">${escapeHtml(value)}</option>`)
    .join("")}</select></label>`;

/** Formats a count with commas: `10,000`. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
