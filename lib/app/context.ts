import type { Writer } from "../releases/record.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { OnEvent } from "./events.ts";

/** Everything that a use case takes from the outside. Tests give an in-memory workspace and a fixed clock. */
export interface AppContext {
  /** The absolute path of the working directory. */
  readonly cwd: string;
  /** The home directory. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onEvent: OnEvent;
  /** Opens the repository around the working directory. @throws UserError NO_PROJECT */
  readonly workspace: () => Workspace;
  /** The clock, and unique names for writes to the datastore. */
  readonly writer: Writer;
}
