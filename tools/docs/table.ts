/** A table of a documentation page. Cells are Markdown. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Builds a table with one row for each entry of a registry. `columns` maps a column's title to the cell of an entry. */
export function tableOf<T>(entries: Iterable<T>, columns: Readonly<Record<string, (entry: T) => string>>): Table {
  const cells = Object.values(columns);
  return { columns: Object.keys(columns), rows: Array.from(entries, (entry) => cells.map((cell) => cell(entry))) };
}

/** Formats a string as a code span. */
export const code = (text: string): string => `\`${text}\``;

/** Formats a table as Markdown. */
export const formatTable = ({ columns, rows }: Table): string =>
  [columns, columns.map(() => "---"), ...rows.map((row) => row.map(escapeCell))].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const escapeCell = (cell: string): string => cell.replaceAll("|", "\\|").replaceAll(/\s*\n\s*/g, " ");
