import type { Failure } from "../../app/results.ts";
import { formatProblem } from "../../base/problem.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { hintLines } from "./lines.ts";
import { safe } from "./safe.ts";

/** Reports every problem with its file, then the error, then the hint. */
export function failureText(failure: Failure, colors: Colors): string {
  const { message, hint, problems } = safe(failure);
  const { red, bold, dim } = colors;
  const listed = problems.flatMap((problem) => [
    `${bold(problem.file)}${formatProblem(problem).slice(problem.file.length)}`,
    ...(problem.hint === undefined ? [] : [dim(`  ${problem.hint}`)]),
  ]);
  return lines(listed, `${red("error")}: ${message}`, hintLines(hint, colors));
}
