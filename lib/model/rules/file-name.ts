import { shorten } from "../../base/text.ts";
import { nameProblem } from "../names.ts";
import type { Report } from "../../base/problem.ts";

/** A service or stack has a name that can be one, and its file has the same; true where the name can be one. */
export function checkFileName(what: "service" | "stack", name: string, file: string, report: Report): boolean {
  const problem = nameProblem(name);
  if (problem !== undefined) report("", problem);
  const expected = /([^/]*)\.ts$/.exec(file)?.[1] ?? "";
  if (name !== expected) report("", `the ${what} is called "${shorten(name)}" and its file "${expected}"; the two must agree`);
  return problem === undefined;
}
