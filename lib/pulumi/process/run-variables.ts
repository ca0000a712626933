/** Variable that marks every process of a run, so that all of them can be found again. */
export const RUN_VARIABLE = "FAIRLEAD_ENGINE_RUN";

/** Variable that names the run's work directory. The program's process needs it before it gets its first message. */
export const WORK_VARIABLE = "FAIRLEAD_ENGINE_WORK";

/** Variable that holds the number of the process that started the run. */
export const PARENT_VARIABLE = "FAIRLEAD_ENGINE_PARENT";
