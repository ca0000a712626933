import { jsonReporter } from "./json.ts";
import { markdownReporter } from "./markdown.ts";
import type { Reporter } from "./results.ts";
import type { Colors } from "./colors.ts";
import { terminalReporter } from "./terminal.ts";

/** The forms that a result can take; a new one is its file and its line here. */
export const REPORTERS = {
  terminal: terminalReporter,
  json: () => jsonReporter,
  markdown: () => markdownReporter,
} satisfies Readonly<Record<string, (colors: Colors) => Reporter>>;

export type ReportFormat = keyof typeof REPORTERS;
