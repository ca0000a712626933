import pc from "picocolors";
import { messageOf } from "../base/errors.ts";
import { UserError } from "../base/user-error.ts";
import { openEvents } from "../report/progress/open-events.ts";
import { REPORTERS, type ReportFormat } from "../report/registry.ts";
import type { Reporter, Results } from "../report/results/results.ts";
import { type Verdict, VERDICTS } from "../report/results/verdict.ts";
import { isSystemError, writeError } from "../system/system-errors.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { AnyFlags } from "./flags.ts";
import type { Terminal } from "../system/terminal.ts";
import type { CliContext } from "./io.ts";
import { NO_RESULT_FILE, openResultFile, type ResultFile } from "./result-file.ts";
import type { RunContext, Shown } from "./shown.ts";

const formatOf = ({ json, format }: AnyFlags): ReportFormat => (json ? "json" : (format ?? "terminal"));

const reporterOf = async (terminal: Pick<Terminal, "color">, flags: AnyFlags): Promise<Reporter> =>
  (await REPORTERS[formatOf(flags)].load())(pc.createColors(terminal.color));

const jsonReporter = (): Promise<Reporter> => reporterOf({ color: false }, { json: true });

/** Runs the body of a command, shows its result, and returns the exit code. Errors become messages. */
export async function execute(
  { terminal, cwd, env, makeContext }: CliContext,
  flags: AnyFlags,
  body: (context: RunContext) => Promise<Shown | undefined>,
): Promise<ExitCode> {
  const onEvent = openEvents(terminal, pc.createColors(terminal.color));
  let file = NO_RESULT_FILE;
  try {
    file = openResultFile({ terminal, cwd, env });
    if (flags.json === true && (flags.format ?? "json") !== "json")
      throw new UserError("USAGE", `--json and --format ${flags.format} exclude each other`, { hint: "give one of them" });
    const shown = await body({ ...(await makeContext({ cwd, env, onEvent })), terminal });
    if (shown === undefined) return EXIT.done;
    await file.write(async () => textOf(await jsonReporter(), shown));
    terminal.out(textOf(await reporterOf(terminal, flags), shown));
    return shown.exit ?? exitOf(shown);
  } catch (thrown) {
    const error = isSystemError(thrown) ? writeError("the system refuses", thrown) : thrown;
    if (error instanceof UserError) return showFailure(terminal, flags, error, file);
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.err(`${stack}\n\nThis is a defect in Fairlead, not in your files.\n`);
    const defect = { code: "DEFECT", message: messageOf(error), hint: undefined, path: undefined, problems: [] } as const;
    if (formatOf(flags) !== "terminal") return showFailure(terminal, flags, defect, file);
    await file.write(async () => (await jsonReporter()).failure(defect));
    return EXIT.defect;
  }
}

/** Shows an error in the form that the flags ask for, and returns its exit code. */
export async function showFailure(
  terminal: Terminal,
  flags: AnyFlags,
  { code, message, hint, path, problems }: Results["failure"],
  file: ResultFile = NO_RESULT_FILE,
): Promise<ExitCode> {
  const result = { code, message, hint, path, problems };
  await file.write(async () => (await jsonReporter()).failure(result));
  const text = (await reporterOf(terminal, flags)).failure(result);
  // Machines read standard output, also for errors.
  if (formatOf(flags) === "terminal") terminal.err(text);
  else terminal.out(text);
  return EXIT[VERDICTS.failure(result)];
}

// A result and its reporter have the same name; the compiler cannot relate the two inside a union.
const textOf = (reporter: Reporter, { kind, result }: Shown): string => (reporter[kind] as (value: unknown) => string)(result);
const exitOf = ({ kind, result }: Shown): ExitCode => EXIT[(VERDICTS[kind] as (value: unknown) => Verdict)(result)];
