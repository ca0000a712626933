/** The end of a mark. No variable can hold the character. */
const END = "\0";
const MARK = /\0unknown (\d+)\0/g;

/**
 * The unknown names that an `env` function uses. Each stands for a value that can be read, called and joined to strings, so that the
 * function goes on. The mark in the result tells which variable uses which name.
 */
export class UnknownNames {
  readonly #messages: string[] = [];
  readonly #placed = new Set<string>();

  /** Notes an unknown name, and returns the value that stands for it. */
  add(message: string): unknown {
    const mark = `${END}unknown ${this.#messages.push(message) - 1}${END}`;
    const value: unknown = new Proxy(() => undefined, {
      get: (_target, name) => (name === Symbol.toPrimitive ? () => mark : typeof name === "symbol" ? undefined : value),
      apply: () => value,
    });
    return value;
  }

  /** Lists what is unknown in the value of a variable. */
  in(value: unknown): readonly string[] {
    if (this.#messages.length === 0 || (typeof value !== "string" && typeof value !== "function")) return [];
    const found = [...String(value).matchAll(MARK)].map(([, index]) => this.#messages[Number(index)] ?? "");
    for (const message of found) this.#placed.add(message);
    return [...new Set(found)];
  }

  /** True if the function has used an unknown name. */
  get hasAny(): boolean {
    return this.#messages.length > 0;
  }

  /** Lists the unknown names that no variable has, such as those in a calculation. */
  get unplaced(): readonly string[] {
    return this.#messages.length === 0 ? [] : [...new Set(this.#messages)].filter((message) => !this.#placed.has(message));
  }
}
