type Paint = (text: string) => string;

/** The colours of texts for a terminal; `picocolors` has this shape. */
export interface Colors {
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
  readonly bold: Paint;
  readonly dim: Paint;
}
