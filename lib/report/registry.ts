import type { Colors } from "./colors.ts";
import type { Reporter } from "./results/results.ts";

/** A format of results. */
export interface ReporterEntry {
  /** One sentence for the help and the docs. */
  readonly summary: string;
  /** Loads the code of the reporter, so that `--help` loads none. */
  readonly load: () => Promise<(colors: Colors) => Reporter>;
}

/** The formats of `--format`. A new format is one folder and one entry here. */
export const REPORTERS = {
  terminal: {
    summary: "Lines for people, in colour on a terminal.",
    load: async () => (await import("./terminal/terminal.ts")).terminalReporter,
  },
  json: {
    summary: "One JSON document for programs, also for an error.",
    load: async () => (await import("./json/json.ts")).jsonReporter,
  },
  markdown: {
    summary: "Markdown for a comment on a pull request.",
    load: async () => (await import("./markdown/markdown.ts")).markdownReporter,
  },
} as const satisfies Readonly<Record<string, ReporterEntry>>;

export type ReportFormat = keyof typeof REPORTERS;

/** True if the name is a format. */
export const isReportFormat = (name: string): name is ReportFormat => Object.hasOwn(REPORTERS, name);

/** The names of the formats, in the order of the registry. */
export const REPORT_FORMATS: readonly ReportFormat[] = Object.keys(REPORTERS).filter(isReportFormat);
