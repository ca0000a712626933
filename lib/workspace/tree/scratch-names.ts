/** Directory in which a run builds a tree, followed by the run's own name. */
export const STAGING = "staging";

/** Note about a swap of two renames that is not finished. */
export const JOURNAL = "swap.json";

/** Note of the files that runs have written. */
export const WRITTEN = "written.txt";

/** Lock file of a run that writes. */
export const RENDER_LOCK = "render.lock";

/** Directories of engine runs. Several runs may have one at a time, each under its own name. */
const ENGINE_RUN = "engine";

/** Worktrees of runs that publish, each under its own name. */
export const PUBLISH_RUN = "publish";

/** The kinds of directories that belong to one run until it ends. */
export const RUNS: readonly string[] = [ENGINE_RUN, PUBLISH_RUN];

/** True if a name is that of a directory in which a run builds a tree. */
export const isStaging = (name: string): boolean => name.startsWith(`${STAGING}-`);
