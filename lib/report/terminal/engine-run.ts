import type { EngineRun, EngineStack } from "../../app/engine/engine-run.ts";
import type { UpStats } from "../../app/release/results.ts";
import { formatProblem } from "../../base/problem.ts";
import { count, lines } from "../../base/text.ts";
import type { Diagnostic } from "../../pulumi/programs/render/diagnostic.ts";
import type { Colors } from "../colors.ts";
import { diagnosticsOf, stacksByOutcome } from "../results/engine-stacks.ts";
import { stacksText } from "../results/names.ts";
import { columns } from "./columns.ts";
import { moreLines } from "./lines.ts";
import { safe } from "./safe.ts";

/** Diagnostics that the report lists for one stack. */
const MAX_DIAGNOSTICS = 20;

/**
 * Reports the errors of the stacks that failed, the warnings of the others, and the number of objects rendered.
 * @param fate the words about the files of a stack that failed
 */
export function engineRunText(run: EngineRun | undefined, colors: Colors, fate = "stay unchanged"): string {
  if (run === undefined) return "";
  const { engine, stacks, interrupted } = safe(run);
  const { failed, rendered } = stacksByOutcome({ engine, stacks, interrupted });
  const objects = rendered.reduce((sum, stack) => sum + stack.objects, 0);
  const by = `Pulumi ${engine.version.replace(/^v/, "")} (${engine.source})`;
  const names = (some: readonly EngineStack[]): string => stacksText(some.map(({ stack }) => stack));
  return lines(
    failed.flatMap((stack) => failedLines(stack, colors)),
    rendered.flatMap((stack) => warningLines(stack, colors)),
    rendered.length === 0 ? [] : [`${colors.green("engine")}: ${count(objects, "object")} of ${names(rendered)} by ${by}`],
    failed.length === 0
      ? []
      : [
          `${colors.red(`${count(failed.length, "stack")} failed`)}: the generated files of ${names(failed)} ${fate}${interrupted ? "; the run was interrupted" : ""}`,
        ],
  );
}

/** Reports wall time and peak memory of each stack on the engine, and of the process of `up`. */
export function statsText(stacks: readonly EngineStack[], own: UpStats): string {
  const figures = ({ seconds, peakBytes }: UpStats): readonly string[] => [`${seconds.toFixed(1)} s`, `${Math.round(peakBytes / 1e6)} MB`];
  return lines(
    columns([
      ...safe(stacks).map(({ stack, objects, ...each }) => [`  ${stack}`, count(objects, "object"), ...figures(each)]),
      ["  up itself", "", ...figures(own)],
    ]),
  );
}

function failedLines(stack: EngineStack, { red, bold, dim }: Colors): readonly string[] {
  const errors = [...stack.problems.map(formatProblem), ...diagnosticsOf(stack, "error").map(diagnosticText)];
  return [
    `${red("failed")} ${bold(stack.stack)}: ${stack.message ?? ""}`,
    ...errors.slice(0, MAX_DIAGNOSTICS).map((line) => `  ${line}`),
    ...moreLines(errors, MAX_DIAGNOSTICS).map((line) => dim(`  ${line}`)),
  ];
}

function warningLines(stack: EngineStack, { yellow, bold, dim }: Colors): readonly string[] {
  const warnings = diagnosticsOf(stack, "warning");
  return [
    ...warnings.slice(0, MAX_DIAGNOSTICS).map((each) => `${yellow("warning")} ${bold(stack.stack)}: ${diagnosticText(each)}`),
    ...moreLines(warnings, MAX_DIAGNOSTICS, ` of ${stack.stack}`).map(dim),
  ];
}

const diagnosticText = ({ object, message }: Diagnostic): string => (object === undefined ? message : `${object}: ${message}`);
