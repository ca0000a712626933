import type { Failure } from "../../app/results.ts";
import { formatProblem, type Problem } from "../../base/problem.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { hintLines } from "./lines.ts";
import { safe } from "./safe.ts";

/** Reports every problem with its file, then the error, then the hint. */
export function failureText(failure: Failure, colors: Colors): string {
  const { message, hint, problems } = safe(failure);
  return lines(problemLines(problems, colors), `${colors.red("error")}: ${message}`, hintLines(hint, colors));
}

/** Lists problems, each with its hint. */
export const problemLines = (problems: readonly Problem[], { bold, dim }: Colors): readonly string[] =>
  problems.flatMap((problem) => [
    `${bold(problem.file)}${formatProblem(problem).slice(problem.file.length)}`,
    ...(problem.hint === undefined ? [] : [dim(`  ${problem.hint}`)]),
  ]);
