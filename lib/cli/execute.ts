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
import type { RunContext, Shown } from "./shown.ts";

const formatOf = ({ json, format }: AnyFlags): ReportFormat => (json ? "json" : (format ?? "terminal"));

const reporterOf = async (terminal: Terminal, flags: AnyFlags): Promise<Reporter> =>
  (await REPORTERS[formatOf(flags)].load())(pc.createColors(terminal.color));

/** Runs the body of a command, shows its result, and returns the exit code. Errors become messages. */
export async function execute(
  { terminal, cwd, env, makeContext }: CliContext,
  flags: AnyFlags,
  body: (context: RunContext) => Promise<Shown | undefined>,
): Promise<ExitCode> {
  const onEvent = openEvents(terminal, pc.createColors(terminal.color));
  try {
    if (flags.json === true && (flags.format ?? "json") !== "json")
      throw new UserError("USAGE", `--json and --format ${flags.format} exclude each other`, { hint: "give one of them" });
    const shown = await body({ ...(await makeContext({ cwd, env, onEvent })), terminal });
    if (shown === undefined) return EXIT.done;
    terminal.out(textOf(await reporterOf(terminal, flags), shown));
    return shown.exit ?? exitOf(shown);
  } catch (thrown) {
    const error = isSystemError(thrown) ? writeError("the system refuses", thrown) : thrown;
    if (error instanceof UserError) return showFailure(terminal, flags, error);
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.err(`${stack}\n\nThis is a defect in Fairlead, not in your files.\n`);
    const defect = { code: "DEFECT", message: messageOf(error), hint: undefined, path: undefined, problems: [] } as const;
    return formatOf(flags) === "terminal" ? EXIT.defect : showFailure(terminal, flags, defect);
  }
}

/** Shows an error in the form that the flags ask for, and returns its exit code. */
export async function showFailure(terminal: Terminal, flags: AnyFlags, failure: Results["failure"]): Promise<ExitCode> {
  const { code, message, hint, path, problems } = failure;
  const result = { code, message, hint, path, problems };
  const text = (await reporterOf(terminal, flags)).failure(result);
  // Machines read standard output, also for errors.
  if (formatOf(flags) === "terminal") terminal.err(text);
  else terminal.out(text);
  return EXIT[VERDICTS.failure(result)];
}

// A result and its reporter have the same name; the compiler cannot relate the two inside a union.
const textOf = (reporter: Reporter, { kind, result }: Shown): string => (reporter[kind] as (value: unknown) => string)(result);
const exitOf = ({ kind, result }: Shown): ExitCode => EXIT[(VERDICTS[kind] as (value: unknown) => Verdict)(result)];
