import { nameProblem } from "../model/names.ts";
import { isReservedEntry } from "../model/reserved-entries.ts";

/** Returns the reason why a lock cannot have an entry of this name. Besides services, a lock may have reserved entries. */
export const entryNameProblem = (name: string): string | undefined => (isReservedEntry(name) ? undefined : nameProblem(name));
