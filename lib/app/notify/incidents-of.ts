import { FAIRLEAD } from "../../base/fairlead.ts";
import { formatProblem } from "../../base/problem.ts";
import { count } from "../../base/text.ts";
import type { Outcome } from "../../resolve/outcome.ts";
import type { Incident, IncidentKind, RunIncidents } from "./incident.ts";
import { driftStacks, engineStacks, failedClouds, type RunResult } from "./run-result.ts";

/** The outcomes of decisions that are incidents. To wait for a wave or for time is none. */
const OF_OUTCOME: Readonly<Record<Outcome, IncidentKind | undefined>> = {
  invalid: "problem",
  removed: undefined,
  held: "hold",
  frozen: undefined,
  waiting: undefined,
  new: undefined,
  advance: undefined,
  keep: undefined,
};

/** Returns the kind of incident of an outcome. Another version of Fairlead may have written a word that this one does not know. */
const kindOf = (outcome: string): IncidentKind | undefined => Object.entries(OF_OUTCOME).find(([name]) => name === outcome)?.[1];

/** The maximum number of lines of an incident. */
const MAX_DETAILS = 5;

interface Parts {
  readonly details?: readonly string[];
  readonly command?: string | null | undefined;
  readonly service?: string;
}

/** Makes an incident. Its key has no value that changes from run to run. */
const incident = (kind: IncidentKind, id: string, subject: string, { details = [], command, service }: Parts): Incident => ({
  key: `${kind} ${id}`,
  kind,
  subject,
  details: shortened(details),
  command: command ?? undefined,
  service,
});

const shortened = (details: readonly string[]): readonly string[] =>
  details.length <= MAX_DETAILS ? details : [...details.slice(0, MAX_DETAILS), `and ${details.length - MAX_DETAILS} more`];

/** Lists the incidents of a run from its JSON result; undefined stands for a run without one. @param run the name of the run */
export function incidentsOf(run: string, result: RunResult | undefined): RunIncidents {
  if (result === undefined) {
    const details = ["it left no result: it was killed, or did not start"];
    return { isComplete: false, incidents: [incident("failed", run, run, { details })] };
  }
  if (result.error !== undefined) return { isComplete: false, incidents: [ofError(run, result.error)] };
  const incidents = [
    ...ofDecisions(result),
    ...ofParts(run, result),
    ...ofDrift(result),
    ...ofExpired(result),
    ...ofChecks(run, result),
    ...ofDoctor(result),
  ];
  // A run of which a part failed says nothing about the services of that part.
  return { isComplete: incidents.every(({ kind }) => kind !== "failed"), incidents };
}

function ofError(run: string, { code, message, hint, problems = [] }: NonNullable<RunResult["error"]>): Incident {
  const kind = code !== "REFUSED" ? "failed" : hint?.includes("--allow-deletions") === true ? "deletions" : "refused";
  return incident(kind, run, run, { details: [message, ...problems.map(formatted)], command: hint });
}

const formatted = ({ file, path, message }: NonNullable<RunResult["held"]>[number]): string => formatProblem({ file, path, message });

/** Lists the services that a decision keeps. A problem of their objects tells more than its decision. */
function ofDecisions({ decisions = [], held = [] }: RunResult): readonly Incident[] {
  return decisions.flatMap(({ stack, service, outcome, reason, hint }) => {
    const kind = kindOf(outcome);
    if (kind === undefined) return [];
    const own = kind === "problem" ? held.filter(({ file }) => isFileOf(file, service)) : [];
    const command = hint ?? (kind === "hold" ? `${FAIRLEAD} resume ${service} --stack ${stack}` : undefined);
    return [
      incident(kind, `${stack}/${service}`, `${service} on ${stack}`, { details: [reason, ...own.map(formatted)], command, service }),
    ];
  });
}

const isFileOf = (file: string, service: string): boolean => file.endsWith(`/${service}.ts`);

/** Lists the stacks whose manifests or clouds failed. */
function ofParts(run: string, result: RunResult): readonly Incident[] {
  const failed = [...engineStacks(result), ...(result.cloud?.shards ?? [])].filter(({ outcome }) => outcome === "failed");
  const reasons = [...failed.map(({ stack, message }) => ({ stack, reason: message })), ...failedClouds(result)];
  return reasons.map(({ stack, reason }) =>
    incident("failed", `${run} ${stack}`, `${run} of ${stack}`, { details: reason === undefined ? [] : [reason] }),
  );
}

function ofDrift(result: RunResult): readonly Incident[] {
  return driftStacks(result).flatMap(({ stack, outcome, drifted = [] }) => {
    if (result.mode !== "drift" || outcome === "clean") return [];
    const details = drifted.map(({ name, what }) => `${name}: ${what}`);
    const command = `${FAIRLEAD} cloud drift --stack ${stack}`;
    return [
      incident("drift", stack, stack, { details: outcome === "unknown" ? ["a part could not be read", ...details] : details, command }),
    ];
  });
}

const ofExpired = ({ expired = [] }: RunResult): readonly Incident[] =>
  expired.map(({ stack, expires }) => incident("expired", stack, stack, { details: [`its last day was ${expires}`] }));

function ofChecks(run: string, { findings = [], fix, refusal }: RunResult): readonly Incident[] {
  const files = findings.map(({ file, what }) => `${file}: ${what}`);
  return [
    ...(files.length === 0
      ? []
      : [
          incident("refused", run, run, {
            details: [`${count(files.length, "file")} ${files.length === 1 ? "differs" : "differ"} from the specs`, ...files],
            command: fix,
          }),
        ]),
    ...(refusal === undefined ? [] : [incident("refused", `${run} edits`, run, { details: [refusal.message], command: refusal.hint })]),
  ];
}

/** Lists what a machine or project lacks. */
const ofDoctor = ({ checks = [] }: RunResult): readonly Incident[] =>
  checks.flatMap(({ name, state, detail, hint, service }) =>
    state === "broken"
      ? [incident("broken", name, name, { details: [detail], command: hint, ...(service === undefined ? {} : { service }) })]
      : [],
  );
