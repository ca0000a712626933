import pc from "picocolors";
import type { OnEvent } from "../app/events.ts";
import { messageOf } from "../base/errors.ts";
import { escapeControls } from "../base/escape-controls.ts";
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
import { openTraced } from "./open-traced.ts";
import { NO_RESULT_FILE, openResultFile, type ResultFile } from "./result-file.ts";
import type { RunContext, Shown } from "./shown.ts";

const formatOf = ({ json, format }: AnyFlags): ReportFormat => (json ? "json" : (format ?? "terminal"));

const reporterOf = async (terminal: Pick<Terminal, "color">, flags: AnyFlags): Promise<Reporter> =>
  (await REPORTERS[formatOf(flags)].load())(pc.createColors(terminal.color));

const jsonReporter = (): Promise<Reporter> => reporterOf({ color: false }, { json: true });

type Body = (context: RunContext) => Promise<Shown | undefined>;

/** The end of a command. */
interface Ended {
  readonly exit: ExitCode;
  /** The code of the error that ended it. */
  readonly error?: string;
}

/** Runs the body of a command, shows its result, and returns the exit code. Errors become messages. */
export async function execute(cli: CliContext, flags: AnyFlags, body: Body): Promise<ExitCode> {
  const traced = await openTraced(cli, openEvents(cli.terminal, pc.createColors(cli.terminal.color)));
  const { exit, error } = await runBody(cli, flags, body, traced.onEvent);
  await traced.end(exit, error);
  return exit;
}

async function runBody({ terminal, cwd, env, makeContext }: CliContext, flags: AnyFlags, body: Body, onEvent: OnEvent): Promise<Ended> {
  let file = NO_RESULT_FILE;
  try {
    file = openResultFile({ terminal, cwd, env });
    if (flags.json === true && (flags.format ?? "json") !== "json")
      throw new UserError("USAGE", `--json and --format ${flags.format} exclude each other`, { hint: "give one of them" });
    const shown = await body({ ...(await makeContext({ cwd, env, onEvent })), terminal });
    if (shown === undefined) return { exit: EXIT.done };
    await file.write(async () => textOf(await jsonReporter(), shown));
    terminal.out(textOf(await reporterOf(terminal, flags), shown));
    return { exit: shown.exit ?? exitOf(shown) };
  } catch (thrown) {
    const error = isSystemError(thrown) ? writeError("the system refuses", thrown) : thrown;
    if (error instanceof UserError) return { exit: await showFailure(terminal, flags, error, file), error: error.code };
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.err(`${stack.split("\n").map(escapeControls).join("\n")}\n\nThis is a defect in Fairlead, not in your files.\n`);
    const defect = { code: "DEFECT", message: messageOf(error), hint: undefined, path: undefined, problems: [] } as const;
    if (formatOf(flags) === "terminal") await file.write(async () => (await jsonReporter()).failure(defect));
    else await showFailure(terminal, flags, defect, file);
    return { exit: EXIT.defect, error: defect.code };
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
