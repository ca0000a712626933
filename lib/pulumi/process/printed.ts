/** What a stack's process printed: components speak with console.log, and nobody else there does. */
export interface Printed {
  readonly lines: readonly string[];
  /** How many more there were. */
  readonly more: number;
}

/** One that prints without end must not fill the memory, nor the terminal. */
const MOST_LINES = 100;
const MOST_CHARACTERS = 1000;

export const NOTHING_PRINTED: Printed = { lines: [], more: 0 };

/** Collects lines. */
export class Printing {
  readonly #lines: string[] = [];
  #more = 0;

  readonly add = (line: string): void => {
    if (this.#lines.length === MOST_LINES) this.#more += 1;
    else this.#lines.push(line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}...` : line);
  };

  get printed(): Printed {
    return { lines: this.#lines, more: this.#more };
  }
}
