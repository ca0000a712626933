import { count, lines } from "../../base/text.ts";
import type { Diagnostic } from "../../pulumi/programs/render/diagnostic.ts";
import { formatProblem } from "../../base/problem.ts";
import type { Colors } from "./colors.ts";
import type { EngineRun, EngineStack } from "../../app/engine/engine-run.ts";
import type { UpStats } from "../../app/release/results.ts";
import { safe } from "./safe.ts";
import { columns, stacksText } from "../results/words.ts";

/** Longer lists are cut; `--json` has all of it. */
const MOST_LINES = 20;

/** What the Pulumi engine did, for people: a line where all went well, what it warns of, and everything that it said of a stack that failed. */
export function engineText(run: EngineRun | undefined, colors: Colors): string {
  if (run === undefined) return "";
  const { engine, stacks, interrupted } = safe(run);
  const failed = stacks.filter(({ outcome }) => outcome === "failed");
  const rendered = stacks.filter(({ outcome }) => outcome === "rendered");
  const objects = rendered.reduce((sum, stack) => sum + stack.objects, 0);
  const by = `Pulumi ${engine.version.replace(/^v/, "")} (${engine.source})`;
  const done =
    rendered.length === 0
      ? []
      : [`${colors.green("engine")}: ${count(objects, "object")} of ${stacksText(rendered.map(({ stack }) => stack))} by ${by}`];
  const lost = failed.map(({ stack }) => stack);
  return lines(
    failed.flatMap((stack) => failedLines(stack, colors)),
    rendered.flatMap((stack) => warningLines(stack, colors)),
    done,
    failed.length === 0
      ? []
      : [
          `${colors.red(`${count(failed.length, "stack")} failed`)}: what is generated for ${stacksText(lost)} stays as it was${interrupted ? "; the run was interrupted" : ""}`,
        ],
  );
}

/** Wall time and peak memory: of each stack on the engine, and of the command itself. */
export function statsText(stacks: readonly EngineStack[], own: UpStats): string {
  const figures = ({ seconds, peakBytes }: UpStats): readonly string[] => [`${seconds.toFixed(1)} s`, `${Math.round(peakBytes / 1e6)} MB`];
  return lines(
    columns([
      ...safe(stacks).map(({ stack, objects, ...each }) => [`  ${stack}`, count(objects, "object"), ...figures(each)]),
      ["  up itself", "", ...figures(own)],
    ]),
  );
}

function failedLines({ stack, message, diagnostics, problems }: EngineStack, { red, bold, dim }: Colors): readonly string[] {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const said = [...problems.map((problem) => formatProblem(problem)), ...errors.map(saidText)];
  const rest = said.length > MOST_LINES ? [dim(`  ... and ${said.length - MOST_LINES} more; --json has all`)] : [];
  return [`${red("failed")} ${bold(stack)}: ${message ?? ""}`, ...said.slice(0, MOST_LINES).map((line) => `  ${line}`), ...rest];
}

function warningLines({ stack, diagnostics }: EngineStack, { yellow, bold, dim }: Colors): readonly string[] {
  const warnings = diagnostics.filter(({ severity }) => severity === "warning");
  const rest = warnings.length > MOST_LINES ? [dim(`... and ${warnings.length - MOST_LINES} more of ${stack}; --json has all`)] : [];
  return [...warnings.slice(0, MOST_LINES).map((each) => `${yellow("warning")} ${bold(stack)}: ${saidText(each)}`), ...rest];
}

const saidText = ({ object, message }: Diagnostic): string => (object === undefined ? message : `${object}: ${message}`);
