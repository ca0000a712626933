import type { Report } from "../../base/problem.ts";
import { shorten } from "../../base/text.ts";
import { nameProblem } from "../names.ts";

/** A thing whose file has its name. */
export type NamedThing = "service" | "image" | "stack";

/** The result of `checkFileName`: the name is malformed, differs from the file's name, or equals it. */
export type FileNameResult = "malformed" | "differs" | "equal";

/** Returns the name that a file gives to its service, image or stack. */
export const fileNameOf = (file: string): string => /([^/]*)\.ts$/.exec(file)?.[1] ?? "";

/** Checks that the name of a thing is valid and equals the name of its file. */
export function checkFileName(what: NamedThing, name: string, file: string, report: Report): FileNameResult {
  const problem = nameProblem(name);
  if (problem !== undefined) {
    report("", problem);
    return "malformed";
  }
  const expected = fileNameOf(file);
  if (name === expected) return "equal";
  report("", `the ${what} is called "${shorten(name)}", but its file "${expected}"; both must have one name`);
  return "differs";
}
