/** A stack, or a stack in a later wave: its name, its spec, and what it waits for. Empty strings and 0 if there is none. */
export type StackRow = readonly [name: string, file: string, line: number, later: string];

/** A service: its name and its spec. */
export type ServiceRow = readonly [name: string, file: string, line: number];

/** A changed file. Numbers are places in lists. A service is -1 for the stack itself. */
export type FileRow = readonly [
  stack: number,
  service: number,
  action: "removed" | "moved" | "changed" | "created",
  title: string,
  path: string,
  risks: readonly string[],
  text: number,
];

/** The data of the page's script. `assets/preview.js` reads it. */
export interface PreviewData {
  /** The address of a spec's page, up to its file. Empty if there is none. */
  readonly specPages: string;
  readonly stacks: readonly StackRow[];
  readonly services: readonly ServiceRow[];
  readonly files: readonly FileRow[];
  /** The differences. Equal ones of several files are one text. */
  readonly texts: readonly string[];
}
