import type { AnyCloudResource, ResourceName } from "./resource.ts";

/** The source of a copy. */
export type CopySource =
  /** The logs of the server, which have every second. */
  | { readonly kind: "second"; readonly at: string }
  /** A backup. */
  | {
      readonly kind: "backup";
      /** The time of the backup. RFC 3339, UTC, whole seconds. */
      readonly at: string;
      /** The id as the cloud has it. */
      readonly id: string;
    };

/** A copy of an instance as it was at a time. */
export interface CopyPlan {
  /** The name of the server that has the data, as the cloud has it. */
  readonly server: string;
  readonly source: CopySource;
  /** The block of 8 addresses that only the copy has. */
  readonly range: string;
}

/** The way in which the cloud keeps earlier data of a server. */
export interface Backups {
  /** The hour at which the daily backup begins, in UTC. */
  readonly hour: number;
  /** The days for which daily backups are kept. 0 for none. */
  readonly days: number;
  /** The days for which the logs have every second. 0 for none. */
  readonly logDays: number;
}

/** A server of which the cloud keeps earlier data. */
export interface BackedUpServer extends Backups {
  /** The server with the data. */
  readonly server: ResourceName;
  /** The name of the server as the cloud has it. */
  readonly cloudName: string;
}

/** A statement that the cloud makes no copies of an instance. */
export interface NoCopies {
  readonly kind: "none";
  /** A sentence without a subject: `keeps its snapshots for itself`. */
  readonly reason: string;
  /** The command or edit that helps. @default none */
  readonly hint?: string;
  /** The earlier data that the cloud keeps in place of a backup: `a snapshot every 12h, for its own recovery`. @default none */
  readonly keeps?: string;
  /** The server that has backups of the data of several services. @default none */
  readonly shared?: BackedUpServer;
}

/** The copies that the cloud can make of an instance. */
export interface Copies extends BackedUpServer {
  readonly kind: "copies";
  /** Makes the resources of a copy. */
  readonly resources: (plan: CopyPlan) => readonly AnyCloudResource[];
}
