/** The directory that every container may write to. */
export const TEMPORARY_DIRECTORY = "/tmp";

/** The directory of the files of needs. */
const NEEDS_DIRECTORY = "/var/run/fairlead";

/** The directory in which clients of the Kubernetes API look for their token. */
export const API_TOKEN_DIRECTORY = "/var/run/secrets/kubernetes.io/serviceaccount";

/** Lists the directories where Fairlead mounts volumes. No other mount may be inside. */
export const MOUNTED_DIRECTORIES: readonly string[] = [TEMPORARY_DIRECTORY, NEEDS_DIRECTORY, API_TOKEN_DIRECTORY];

/** Returns the directory where the files of the need `name` are mounted. */
export const mountPath = (name: string): string => `${NEEDS_DIRECTORY}/${name}`;

/** True if a string is an absolute path without `.`, `..` and a slash at its end. */
export const isMountPath = (path: string): boolean => /^(?:\/[A-Za-z0-9_.-]*[A-Za-z0-9_-][A-Za-z0-9_.-]*)+$/.test(path);

/** True if a path lies inside a directory. */
export const isInside = (path: string, directory: string): boolean => path.startsWith(`${directory}/`);
