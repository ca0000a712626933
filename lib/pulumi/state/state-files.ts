/** The files of a state backend. Paths are relative to it, and the engine decides their layout. */
export interface StateFiles {
  /** The URL that the engine takes. */
  readonly url: string;
  /** Lists the names of the files in a folder. Empty if there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** Reads a file; undefined if there is none. */
  read(path: string): Promise<string | undefined>;
  /** Removes a file. It may be gone already. */
  remove(path: string): Promise<void>;
  /** Names a file in messages and commands. */
  nameOf(path: string): string;
  /** Returns the command that puts a copy of a file in its place. */
  restoreCommand(from: string, to: string): string;
}

/** Returns the state file of a Pulumi stack. */
export const stateFile = (project: string, stack: string): string => `${stateFolder(project)}/${stack}.json`;

/** Returns the folder of the state files of a Pulumi project. */
export const stateFolder = (project: string): string => `.pulumi/stacks/${project}`;

/** Returns the folder of the locks of a Pulumi stack. */
export const lockFolder = (project: string, stack: string): string => `.pulumi/locks/organization/${project}/${stack}`;
