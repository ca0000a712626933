import type { Env } from "../../system/environment.ts";

/** The context in which a method installs an engine. */
export interface InstallContext {
  readonly env: Env;
  /** Gets a line about the progress now and then. */
  readonly log: (line: string) => void;
  /** Aborts the installation. */
  readonly signal: AbortSignal;
}

/** A method of installing an engine. */
export interface InstallMethod {
  readonly name: string;
  /** Puts `bin/pulumi` and the provider below a directory. @throws Error with the reason if it cannot */
  readonly install: (directory: string, context: InstallContext) => Promise<void>;
}
