import { formatTable, type Table } from "./table.ts";

/** A page with its tables filled in. */
export interface FilledPage {
  readonly text: string;
  /** The names of the page's tables. */
  readonly names: readonly string[];
  readonly problems: readonly string[];
}

const MARKER = /^<!-- (?:table: (?<name>[a-z-]+)|(?<end>end)) -->$/;

/** Replaces the lines between `<!-- table: name -->` and `<!-- end -->` with the table of that name. Code blocks stay as they are. */
export function fillTables(page: string, tables: Readonly<Record<string, Table>>): FilledPage {
  const lines: string[] = [];
  const names: string[] = [];
  const problems: string[] = [];
  let open: string | undefined;
  let fenced = false;
  for (const [index, line] of page.split("\n").entries()) {
    if (open === undefined && line.startsWith("```")) fenced = !fenced;
    const { name, end } = (fenced ? null : MARKER.exec(line))?.groups ?? {};
    if (name !== undefined) {
      const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
      if (open !== undefined) problems.push(`line ${index + 1}: the table "${open}" has no <!-- end -->`);
      if (table === undefined) problems.push(`line ${index + 1}: unknown table "${name}"`);
      names.push(name);
      open = name;
      lines.push(line, "", ...(table === undefined ? [] : [formatTable(table), ""]));
    } else if (end !== undefined) {
      if (open === undefined) problems.push(`line ${index + 1}: <!-- end --> without a table`);
      open = undefined;
      lines.push(line);
    } else if (open === undefined) lines.push(line);
  }
  if (open !== undefined) problems.push(`the table "${open}" has no <!-- end -->`);
  return { text: lines.join("\n"), names, problems };
}
