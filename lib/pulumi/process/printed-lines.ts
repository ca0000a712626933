/** Lines that a program's process printed. */
export interface PrintedLines {
  readonly lines: readonly string[];
  /** Number of lines that were dropped at the end. */
  readonly omitted: number;
}

/** Limits for a program that prints without end: neither memory nor terminal may fill up. */
const MAXIMUM_LINES = 100;
const MAXIMUM_CHARACTERS = 1000;

export const NOTHING_PRINTED: PrintedLines = { lines: [], omitted: 0 };

/** Collects the first lines that a process prints. */
export class LineCollector {
  readonly #lines: string[] = [];
  #omitted = 0;

  readonly add = (line: string): void => {
    if (this.#lines.length === MAXIMUM_LINES) this.#omitted += 1;
    else this.#lines.push(line.length > MAXIMUM_CHARACTERS ? `${line.slice(0, MAXIMUM_CHARACTERS)}...` : line);
  };

  get printed(): PrintedLines {
    return { lines: this.#lines, omitted: this.#omitted };
  }
}
