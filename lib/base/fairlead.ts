const INSTALLED = "npx fairlead";

/** The start of a command line that can be pasted: Fairlead is installed in the project. Every hint that names a command uses it. */
export const FAIRLEAD = INSTALLED;

/** The start of a command line that the bundled recorder lacks. The recorder says that it runs in the ops repository. */
export const FAIRLEAD_IN_OPS = INSTALLED;
