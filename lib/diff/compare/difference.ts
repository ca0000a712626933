/**
 * The kinds of differences, in the order of reports. `runs`: one stack runs the service. `version`: the release. `hold`: a person or a revert
 * holds it. `behind`: the configuration is older than the specs. `field`: a field of the service. `object`: an object of Kubernetes that no
 * field of the service explains. `cloud`: a resource of the cloud.
 */
export const DIFFERENCE_KINDS = ["runs", "version", "hold", "behind", "field", "object", "cloud"] as const;

export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** The place that sets a value. */
export interface Cause {
  /** `service`, `tier prod`, `stack staging`. */
  readonly layer: string;
  readonly file?: string;
  /** The place in the file: `override(frontend).scale.min`. */
  readonly place?: string;
}

/** One side of a difference. */
export interface DifferenceSide {
  /** Undefined if the stack has nothing there. */
  readonly value: unknown;
  /** @default Fairlead sets it for every service, or nothing sets it */
  readonly cause?: Cause;
}

/** A difference of two stacks that their names, places and tiers do not explain. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** The services that share it; empty for what a stack has once. */
  readonly services: readonly string[];
  /** `scale.min`, `Deployment cart: spec.replicas`, or the type and name of a resource. */
  readonly path: string;
  readonly a: DifferenceSide;
  readonly b: DifferenceSide;
}

/** Joins equal differences of several services. */
export function groupDifferences(differences: readonly Difference[]): readonly Difference[] {
  const groups = Map.groupBy(differences, ({ services: _services, ...rest }) => JSON.stringify(rest));
  const joined = [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, services: [...new Set([first, ...others].flatMap(({ services }) => services))].sort() }],
  );
  const order = (kind: DifferenceKind): number => DIFFERENCE_KINDS.indexOf(kind);
  return joined.sort((x, y) => order(x.kind) - order(y.kind));
}
