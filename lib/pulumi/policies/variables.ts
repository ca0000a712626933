/** The variable with the directory of a policy pack, for its process. */
export const PACK_VARIABLE = "FAIRLEAD_POLICY_PACK";

/** The file with the reason why a policy pack did not start, beside what the engine takes for the pack. */
export const FAILURE_FILE = "failure";

/** The file with the directory of a policy pack, beside what the engine takes for the pack. */
export const PACK_FILE = "directory";
