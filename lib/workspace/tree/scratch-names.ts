/** Directory in which a run builds a tree, followed by the run's own name. */
export const STAGING = "staging";

/** Note about a swap of two renames that is not finished. */
export const JOURNAL = "swap.json";

/** Note of the files that runs have written. */
export const WRITTEN = "written.txt";

/** Lock file of a run that writes. */
export const RENDER_LOCK = "render.lock";

/** True if a name is that of a directory in which a run builds a tree. */
export const isStaging = (name: string): boolean => name.startsWith(`${STAGING}-`);
