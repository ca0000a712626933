import type { AppEvent } from "../../app/events.ts";
import type { Attributes, Span } from "./span.ts";

export interface SpanSources {
  /** Milliseconds since 1970, with fractions. It never goes back. */
  readonly now: () => number;
  /** Returns 16 new hex digits. */
  readonly newId: () => string;
}

interface OpenSpan {
  readonly name: string;
  readonly id: string;
  readonly start: number;
}

/** Makes the spans of one run from its events. Spans have names of stacks, and no message, path or variable. */
export class SpanRecorder {
  readonly #sources: SpanSources;
  readonly #parent: string | undefined;
  readonly #open: OpenSpan[];
  readonly #ended: Span[] = [];

  /** @param parent the span of the program that started this one */
  constructor(name: string, parent: string | undefined, sources: SpanSources) {
    this.#sources = sources;
    this.#parent = parent;
    this.#open = [{ name, id: sources.newId(), start: sources.now() }];
  }

  readonly onEvent = (event: AppEvent): void => {
    const end = this.#sources.now();
    switch (event.kind) {
      case "phase-starts":
        this.#open.push({ name: event.phase, id: this.#sources.newId(), start: end });
        return;
      case "phase-ends":
        if (this.#open.length > 1) this.#close({ failed: event.failed, attributes: {} });
        return;
      case "stack-ends": {
        const { stack, outcome, seconds } = event.stack;
        this.#leaf(`render ${stack}`, seconds, { "fairlead.stack": stack, "fairlead.outcome": outcome });
        return;
      }
      case "cloud-ends": {
        const { stack, shard, outcome, seconds } = event.shard;
        this.#leaf(`cloud ${shard}`, seconds, { "fairlead.stack": stack, "fairlead.part": shard, "fairlead.outcome": outcome });
        return;
      }
      default:
    }
  };

  /** Ends the run. @returns its spans */
  end(attributes: Attributes, failed: boolean): readonly Span[] {
    // A phase that is open here ended with the run.
    while (this.#open.length > 1) this.#close({ failed, attributes: {} });
    this.#close({ failed, attributes });
    return this.#ended;
  }

  #close(rest: Pick<Span, "failed" | "attributes">): void {
    const span = this.#open.pop();
    if (span !== undefined) this.#ended.push({ ...span, ...rest, parent: this.#open.at(-1)?.id ?? this.#parent, end: this.#sources.now() });
  }

  /** Adds a span that ends now. Stacks run side by side, so each is a part of the present phase. */
  #leaf(name: string, seconds: number, attributes: Attributes): void {
    const end = this.#sources.now();
    const failed = attributes["fairlead.outcome"] === "failed";
    const start = end - seconds * 1000;
    this.#ended.push({ name, id: this.#sources.newId(), parent: this.#open.at(-1)?.id, start, end, attributes, failed });
  }
}
