import type { Report } from "../../base/problem.ts";
import { shorten } from "../../base/text.ts";
import { nameProblem } from "../names.ts";

/** The result of `checkFileName`: the name is malformed, differs from the file's name, or equals it. */
export type FileNameResult = "malformed" | "differs" | "equal";

/** Returns the name that a file gives to its service or stack. */
export const fileNameOf = (file: string): string => /([^/]*)\.ts$/.exec(file)?.[1] ?? "";

/** Checks that the name of a service or a stack is valid and equals the name of its file. */
export function checkFileName(what: "service" | "stack", name: string, file: string, report: Report): FileNameResult {
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
