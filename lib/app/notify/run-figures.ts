import { INCIDENT_KINDS, type IncidentKind, type RunIncidents } from "./incident.ts";
import { engineStacks, type RunResult } from "./run-result.ts";

/** The figures of one run. */
export interface RunFigures {
  readonly run: string;
  /** Seconds since 1970. */
  readonly time: number;
  readonly succeeded: boolean;
  /** Phase -> seconds. */
  readonly seconds: Readonly<Record<string, number>>;
  /** Outcome -> the number of services. */
  readonly services: Readonly<Record<string, number>>;
  /** `created`, `changed`, `removed` -> the number of files. */
  readonly files: Readonly<Record<string, number>>;
  /** Kind -> the number of open incidents, also 0. */
  readonly incidents: Readonly<Record<IncidentKind, number>>;
}

/** Computes the figures of a run from its results. */
export function runFigures(
  run: string,
  now: string,
  results: readonly (RunResult | undefined)[],
  { incidents, isComplete }: RunIncidents,
): RunFigures {
  const known = results.filter((result) => result !== undefined);
  const sum = (parts: readonly (readonly [string, number | undefined])[]): Readonly<Record<string, number>> =>
    parts.reduce<Record<string, number>>(
      (all, [name, value]) => (value === undefined ? all : { ...all, [name]: (all[name] ?? 0) + value }),
      {},
    );
  const counted = Object.fromEntries(
    Object.keys(INCIDENT_KINDS).map((kind) => [kind, incidents.filter((each) => each.kind === kind).length]),
  );
  return {
    run,
    time: Date.parse(now) / 1000,
    succeeded: isComplete && !incidents.some(({ kind }) => kind === "failed" || kind === "refused" || kind === "problem"),
    seconds: sum(
      known.flatMap((result) => [
        ["plan", result.seconds] as const,
        ["render", result.render?.seconds] as const,
        ...engineStacks(result).map((stack) => [`engine ${stack.stack}`, stack.seconds] as const),
      ]),
    ),
    services: sum(known.flatMap(({ outcomes = {} }) => Object.entries(outcomes))),
    files: sum(
      known.flatMap(({ render }) => [
        ["created", render?.created?.length] as const,
        ["changed", render?.changed?.length] as const,
        ["removed", render?.removed?.length] as const,
      ]),
    ),
    // The table of kinds has all of them.
    incidents: counted as Readonly<Record<IncidentKind, number>>,
  };
}
