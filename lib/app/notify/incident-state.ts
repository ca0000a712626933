import * as z from "zod/mini";
import { type Incident, INCIDENT_KINDS, type IncidentKind, type RunIncidents } from "./incident.ts";

const isKind = (value: unknown): value is IncidentKind => typeof value === "string" && Object.hasOwn(INCIDENT_KINDS, value);
const kind = z.custom<IncidentKind>(isKind);
const known = z.object({ key: z.string(), kind, subject: z.string(), since: z.string(), owner: z.optional(z.string()) });
const schema = z.object({ version: z.literal(1), runs: z.record(z.string(), z.array(known)) });

/** An incident that people know of. */
export type KnownIncident = z.infer<typeof known>;

/** The open incidents that people know of: name of the run -> its incidents. */
export type IncidentState = Readonly<Record<string, readonly KnownIncident[]>>;

/** Reads the file of open incidents. Returns undefined if it is malformed. */
export function parseState(text: string): IncidentState | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.runs : undefined;
  } catch {
    return undefined;
  }
}

/** Formats the file of open incidents. */
export const formatState = (runs: IncidentState): string => `${JSON.stringify({ version: 1, runs }, undefined, 2)}\n`;

/** The news of a run. */
export interface News {
  /** Incidents that nobody heard of. */
  readonly opened: readonly Incident[];
  /** Incidents that people know of already. */
  readonly open: readonly KnownIncident[];
  /** Known incidents that are over. */
  readonly resolved: readonly KnownIncident[];
}

/** Compares the incidents of a run with the known ones. A run that failed says nothing about others. */
export function newsOf({ incidents, isComplete }: RunIncidents, before: readonly KnownIncident[]): News {
  const found = new Set(incidents.map(({ key }) => key));
  const reported = new Set(before.map(({ key }) => key));
  return {
    opened: incidents.filter(({ key }, index) => !reported.has(key) && incidents.findIndex((other) => other.key === key) === index),
    open: before.filter(({ key }) => found.has(key) || !isComplete),
    resolved: isComplete ? before.filter(({ key }) => !found.has(key)) : [],
  };
}
