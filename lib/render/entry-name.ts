import { nameProblem } from "../model/names.ts";
import { PLATFORM } from "../model/object-names.ts";

/** Returns the reason why a lock cannot have an entry of this name. Besides services, a lock may have the platform of its stack. */
export const entryNameProblem = (name: string): string | undefined => (name === PLATFORM ? undefined : nameProblem(name));
