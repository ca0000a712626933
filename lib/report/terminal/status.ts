import type { DeployStatus, StatusResult } from "../../app/status/status-result.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { namesText, stacksText } from "../results/names.ts";
import {
  backupTexts,
  copyTexts,
  deployText,
  expiredTexts,
  MAX_COLUMNS,
  spreadText,
  type StatusNote,
  statusNotes,
  type StatusRow,
  statusRows,
  statusSummary,
} from "../results/status.ts";
import { columns } from "./columns.ts";
import { hintLines, moreLines } from "./lines.ts";
import { safe } from "./safe.ts";

/** Services that are listed. Of more, only those that are not current everywhere. */
const MAX_ROWS = 60;
/** Refusals that are explained. */
const MAX_NOTES = 20;

/** Shows a row for each service and a column for each stack. */
export function statusText(unsafe: StatusResult, colors: Colors): string {
  const result = safe(unsafe);
  const { stacks, rows } = statusRows(result);
  const listed =
    rows.length <= MAX_ROWS ? rows : rows.filter(({ cells }) => cells.some((cell) => cell !== undefined && cell.effect !== "unchanged"));
  const shown = listed.slice(0, MAX_ROWS);
  const notes = statusNotes(result);
  return lines(
    shown.length === 0 ? [] : [...columns(tableOf(stacks, shown, result.at, colors)), ""],
    omitted(rows.length - shown.length, listed.length > shown.length),
    notes.slice(0, MAX_NOTES).flatMap((each) => noteLines(each, colors)),
    moreLines(notes, MAX_NOTES, " reasons"),
    backupTexts(result).slice(0, MAX_NOTES).map(colors.dim),
    backupTexts(result).length > MAX_NOTES ? [`... and ${backupTexts(result).length - MAX_NOTES} more backups; --json lists all`] : [],
    copyTexts(result).map((text) => colors.yellow(text)),
    expiredTexts(result).map((text) => colors.yellow(text)),
    colors.bold(statusSummary(result)),
  );
}

function tableOf(stacks: readonly string[], rows: readonly StatusRow[], now: string, colors: Colors): readonly (readonly string[])[] {
  const { bold, dim } = colors;
  if (stacks.length > MAX_COLUMNS) return rows.map((row) => [bold(row.service), spreadText(row, stacksText)]);
  return [
    [dim("service"), ...stacks.map((stack) => dim(stack))],
    ...rows.map(({ service, cells }) => [
      bold(service),
      ...cells.map((cell) => (cell === undefined ? dim("-") : paint(cell, colors)(deployText(cell, now)))),
    ]),
  ];
}

const paint = ({ effect, behind = 0 }: DeployStatus, { red, yellow }: Colors): ((text: string) => string) =>
  effect === "refused" ? red : effect === "moved" || behind > 0 ? yellow : (text) => text;

const omitted = (number: number, isCut: boolean): readonly string[] =>
  number === 0
    ? []
    : [isCut ? `... and ${number} more services; --json lists all` : `${number} more services are current on all their stacks`];

const noteLines = ({ stack, services, outcome, reason, hint }: StatusNote, colors: Colors): readonly string[] => [
  `${colors.red(outcome)} ${services.length === 1 ? `${stack}/${services[0] ?? ""}` : `${stack}: ${namesText(services)}`}: ${reason}`,
  ...hintLines(hint, colors),
];
