/** The variable that names the directory of the local cloud, for its provider's process. */
export const LOCAL_CLOUD_VARIABLE = "FAIRLEAD_LOCAL_CLOUD";

/** The variable that names the project of resources that name none, for its provider's process. */
export const LOCAL_PROJECT_VARIABLE = "FAIRLEAD_LOCAL_PROJECT";
