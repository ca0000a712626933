import type { Entry, Report } from "./result.ts";
import type { Measure } from "./targets.ts";
import { overall } from "./verdict.ts";

/** Formats seconds with three significant digits: `0.123 s`, `1.23 s`, `12.3 s`. */
export function formatSeconds(seconds: number): string {
  const digits = [3, 2, 1].find((count) => Number(seconds.toFixed(count)) < 10 ** (3 - count));
  return `${seconds.toFixed(digits ?? 1)} s`;
}

const SHOW: Readonly<Record<Measure, (value: number) => string>> = {
  seconds: formatSeconds,
  megabytes: (value) => `${Math.round(value)} MB`,
  ratio: (value) => `${value.toFixed(2)} x`,
  written: String,
  requests: String,
};

/** Formats a Markdown table with aligned columns. The first row is the head. */
export function alignTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string => `| ${widths.map((width, column) => (row[column] ?? "").padEnd(width)).join(" | ")} |\n`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("");
}

const limit = (measure: Measure, { targets: { [measure]: target } }: Entry): string =>
  target === undefined ? "" : `<= ${trimmed(SHOW[measure](target))}`;

const trimmed = (text: string): string => text.replace(/(\.\d*?)0+(?=\s|$)/, "$1").replace(/\.(?=\s|$)/, "");

const figure = (measure: Measure, { figures: { [measure]: value } }: Entry): string => (value === undefined ? "" : SHOW[measure](value));

function row(entry: Entry): readonly string[] {
  const ratio = figure("ratio", entry);
  return [
    entry.name,
    figure("seconds", entry),
    limit("seconds", entry),
    figure("megabytes", entry),
    limit("megabytes", entry),
    ratio === "" ? "" : `${ratio} ${entry.against ?? ""}`.trim(),
    limit("ratio", entry),
    overall(entry.verdicts),
  ];
}

const HEAD = ["entry", "time", "target", "memory", "target", "compared", "target", "verdict"];

/** Formats the report as Markdown. */
export function formatReport({ environment, rounds, entries, skipped }: Report): string {
  const { node, platform, cores, load } = environment;
  const runs = rounds === 1 ? "1 run" : `the median of ${rounds} runs`;
  const machine = `Node ${node}, ${platform}, ${cores} cores, load ${load.toFixed(1)} before the start; ${runs} after a warm-up.`;
  const notes = entries.map((entry) => {
    const { minimum, maximum } = entry.seconds;
    const times = rounds === 1 ? [] : [`${formatSeconds(minimum)} to ${formatSeconds(maximum)}`];
    return `- ${entry.name}: ${[entry.summary, ...times, `first run ${formatSeconds(entry.first)}`, ...entry.notes].join("; ")}\n`;
  });
  const missing = skipped.map(({ name, reason }) => `- ${name}: skipped, ${reason}\n`);
  return [`${machine}\n\n`, alignTable([HEAD, ...entries.map(row)]), "\n", ...notes, ...missing].join("");
}
