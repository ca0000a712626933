/** The kinds of incidents, with the words that begin their titles. */
export const INCIDENT_KINDS = {
  failed: "Run failed",
  deletions: "Deletions refused",
  refused: "Refused",
  problem: "Service stays",
  hold: "Held",
  drift: "Drift",
  expired: "Expired",
  broken: "Broken",
} as const;

export type IncidentKind = keyof typeof INCIDENT_KINDS;

/** Something that a person should know, or do. */
export interface Incident {
  /** Equal in every run that finds it: `hold prod-us-central1/cartservice`. */
  readonly key: string;
  readonly kind: IncidentKind;
  /** The thing that it is about: `cartservice on prod-us-central1`. */
  readonly subject: string;
  /** The reasons, in lines. */
  readonly details: readonly string[];
  /** The command to run next. */
  readonly command: string | undefined;
  readonly service: string | undefined;
}

/** The incidents of one run. */
export interface RunIncidents {
  readonly incidents: readonly Incident[];
  /** True if the run came to its end, so that an incident that it does not find is over. */
  readonly isComplete: boolean;
}

/** Returns the title of an incident: `Held: cartservice on prod-us-central1`. */
export const titleOf = ({ kind, subject }: Pick<Incident, "kind" | "subject">): string => `${INCIDENT_KINDS[kind]}: ${subject}`;
