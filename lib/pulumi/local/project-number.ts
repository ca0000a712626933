import { hashOf } from "../../base/hash.ts";

/** Returns the number of a project. Each machine invents the same one. */
export const projectNumber = (project: string): string => String(Number.parseInt(hashOf(project).slice(0, 10), 16) + 1);
