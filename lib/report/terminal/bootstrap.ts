import type { BootstrapResult, StepOutcome } from "../../app/bootstrap/results.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { safe } from "./safe.ts";

/** Lists the steps of a new cluster with their commands, the tasks that stay, and the step that failed. */
export function bootstrapText(result: BootstrapResult, { bold, cyan, dim, green, red, yellow }: Colors): string {
  const { stack, cluster, context, steps, tasks, failure } = safe(result);
  const words: Readonly<Record<StepOutcome, string>> = {
    "to do": "",
    done: `${green("done")} `,
    failed: `${red("failed")} `,
    "not run": `${yellow("not run")} `,
  };
  return lines(
    context === undefined
      ? `steps for ${bold(stack)} on the cluster ${cluster}:`
      : `steps for ${bold(stack)} in the context ${bold(context)}:`,
    steps.flatMap(({ id, title, why, command, outcome }, index) => [
      `${index + 1}. ${words[outcome]}${bold(title)} ${dim(`(${id})`)}`,
      `   ${why}`,
      `   ${cyan(command)}`,
    ]),
    tasks.length === 0 ? [] : ["then:"],
    tasks.flatMap(({ what, command }) => [`- ${what}`, ...(command === undefined ? [] : [`  ${cyan(command)}`])]),
    failure === undefined
      ? []
      : [
          `${red("error")}: the step failed with ${failure.exit}:`,
          ...failure.output.map((line) => `  ${line}`),
          `fix it and go on, each step may run again: ${cyan(failure.next)}`,
        ],
  );
}
