import type { Writer } from "../releases/record.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { OnEvent } from "./events.ts";
import type { CommitStates } from "./health/commit-states.ts";

/** Everything that a use case takes from the outside. Tests give an in-memory workspace and a fixed clock. */
export interface AppContext {
  /** The absolute path of the working directory. */
  readonly cwd: string;
  /** The home directory. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onEvent: OnEvent;
  /**
   * Opens the repository around the working directory.
   * @param part `specs` opens no separate ops repository: generated tree and history are then not those of the fleet. @default "all"
   * @throws UserError NO_PROJECT, and GIT if a separate ops repository cannot be read
   */
  readonly workspace: (part?: "specs" | "all") => Workspace | Promise<Workspace>;
  /** The clock, and unique names for writes to the datastore. */
  readonly writer: Writer;
  /** Asks GitHub for the results of checks. @default no health check of GitHub has a result */
  readonly commitStates?: CommitStates;
}
