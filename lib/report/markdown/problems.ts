import { formatProblem, type Problem } from "../../base/problem.ts";
import { code } from "./escape-markdown.ts";

/** Ends a line with its hint, as a code span that can be copied; without one, adds nothing. */
export const withHint = (line: string, hint: string | undefined): string => (hint === undefined ? line : `${line}; hint: ${code(hint)}`);

/** Lists problems, each with its hint. */
export const problemItems = (problems: readonly Problem[]): readonly string[] =>
  problems.map((problem) => withHint(`- ${code(formatProblem(problem))}`, problem.hint));
