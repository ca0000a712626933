/** The variable that names the directory of the local cloud, for its provider's process. */
export const LOCAL_CLOUD_VARIABLE = "FAIRLEAD_LOCAL_CLOUD";
