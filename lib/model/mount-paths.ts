/** The only writable directory of a container. */
export const TEMPORARY_DIRECTORY = "/tmp";

/** The directory of the files of needs. */
const NEEDS_DIRECTORY = "/var/run/fairlead";

/** Lists the directories where Fairlead mounts volumes. A config file must not be below them. */
export const MOUNTED_DIRECTORIES: readonly string[] = [TEMPORARY_DIRECTORY, NEEDS_DIRECTORY];

/** Returns the directory where the files of the need `name` are mounted. */
export const mountPath = (name: string): string => `${NEEDS_DIRECTORY}/${name}`;
