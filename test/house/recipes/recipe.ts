import type { TreeCopy } from "../tree-copy.ts";

/** A new file. */
interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** A line in an existing file, and the import that it needs. */
interface NewLine {
  readonly path: string;
  readonly import?: string;
  /** The code that the line is inserted before. The file has it exactly once. */
  readonly before: string;
  readonly line: string;
}

export type Touch = NewFile | NewLine;

/** One row of the table "To add X, change exactly Y" in AGENTS.md, followed with an example. */
export interface Recipe {
  /** A clause of the row, word by word -> the changes that it asks for. */
  readonly touches: Readonly<Record<string, readonly Touch[]>>;
  /** Changes of specs that use the new thing. */
  readonly uses?: readonly NewLine[];
  /** The page with the registry's table, and the row that `npm run docs` adds to it. */
  readonly documented?: readonly [page: string, row: string];
  /** Runs the product in the copy, and expects the new thing in its output. */
  readonly check: (copy: TreeCopy) => void;
}

/** The clause of changes that no path in the row names: the compiler names them. */
export const NAMED_BY_COMPILER = "the compiler then names each table that needs a row";

/** Makes a change in the copy. */
export function applyTouch(copy: TreeCopy, touch: Touch): void {
  if ("text" in touch) return copy.write(touch.path, touch.text);
  copy.insert(touch.path, touch.before, touch.line);
  if (touch.import !== undefined) copy.write(touch.path, `${touch.import}\n${copy.read(touch.path)}`);
}

/** Returns the expression of the paths that a clause allows. */
function pathsOf(clause: string): RegExp {
  const [place = "", inside] = [...clause.matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path);
  const name = clause.startsWith("a folder in ") ? `[^/]+/${inside ?? "[^/]+"}` : place.endsWith("/") ? "[^/]+" : "";
  return new RegExp(`^${`${place}${name}`.replace(/<\w+>/, "[^/]+")}$`);
}

/** Returns the problem of a change that its clause does not ask for. @param exists true if the checkout has the path */
export function touchProblem(clause: string, touch: Touch, exists: boolean): string | undefined {
  if (!pathsOf(clause).test(touch.path)) return `${touch.path} is not ${clause}`;
  if ("line" in touch && touch.line.trimEnd().includes("\n")) return `${touch.path} gets several lines`;
  if ("text" in touch && exists) return `${touch.path} exists already`;
  return "text" in touch || exists ? undefined : `${touch.path} does not exist`;
}

/** Reads the rows of the table: thing -> its clauses. */
export function rowsOf(agents: string): ReadonlyMap<string, readonly string[]> {
  const section = agents.split("## To add X, change exactly Y\n")[1]?.split("\n## ")[0] ?? "";
  const rows = [...section.matchAll(/^\| (an? [^|]+) \| ([^|]+) \|$/gm)];
  return new Map(rows.map(([, thing = "", change = ""]) => [thing, change.split("; ")]));
}
