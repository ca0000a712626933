/** The start of a command line that can be pasted: Fairlead is installed in the project. Every hint that names a command uses it. */
export const FAIRLEAD = "npx fairlead";
