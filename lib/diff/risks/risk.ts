import type { RiskKind } from "./risk-kinds.ts";

/** A risk of one change. */
export interface Risk {
  readonly kind: RiskKind;
  readonly stack: string;
  /** The service that it belongs to; undefined for other objects. */
  readonly service: string | undefined;
  /** `Deployment cart`, or `lock`. */
  readonly object: string;
  /** A phrase whose subject is the service or the object: `runs images of registry.example.com/cart`. */
  readonly text: string;
  /** The file, relative to the generated root. */
  readonly path: string;
}
