import { jsonReporter } from "./json/json.ts";
import { markdownReporter } from "./markdown/markdown.ts";
import type { Reporter } from "./results/results.ts";
import type { Colors } from "./colors.ts";
import { terminalReporter } from "./terminal/terminal.ts";

/** The forms that a result can take; a new one is its file and its line here. */
export const REPORTERS = {
  terminal: terminalReporter,
  json: () => jsonReporter,
  markdown: () => markdownReporter,
} satisfies Readonly<Record<string, (colors: Colors) => Reporter>>;

export type ReportFormat = keyof typeof REPORTERS;

export const REPORT_FORMATS = ["terminal", "json", "markdown"] as const satisfies readonly ReportFormat[];
