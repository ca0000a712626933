/** A part of a trace that ended. */
export interface Span {
  readonly name: string;
  /** 16 hex digits. */
  readonly id: string;
  /** The span that it is a part of. Undefined: the first one of a trace. */
  readonly parent: string | undefined;
  /** Milliseconds since 1970, with fractions. */
  readonly start: number;
  readonly end: number;
  readonly attributes: Attributes;
  readonly failed: boolean;
}

export type Attributes = Readonly<Record<string, string | number | boolean>>;
