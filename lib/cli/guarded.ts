import pc from "picocolors";
import { type ReportFormat, REPORTERS } from "../report/registry.ts";
import type { Failure, Reporter } from "../app/results.ts";
import { diskRefusal, isDiskRefusal } from "../system/system-errors.ts";
import type { ErrorCode } from "../base/error-code.ts";
import { UserError } from "../base/user-error.ts";
import { EXIT, type ExitCode, type Io } from "./io.ts";

/** The flags that say how to show a result. */
export interface Format {
  readonly json: boolean;
  readonly format?: ReportFormat;
}

const formatOf = ({ json, format }: Format): ReportFormat => (json ? "json" : (format ?? "terminal"));

/** The reporter that the flags ask for. */
export const reporterOf = (io: Io, flags: Format): Reporter => REPORTERS[formatOf(flags)](pc.createColors(io.color));

/** What is not the user's input or environment. */
const EXIT_OF: Readonly<Partial<Record<ErrorCode, ExitCode>>> = {
  USAGE: EXIT.usage,
  REFUSED: EXIT.refused,
  INTERRUPTED: EXIT.interrupted,
};

/** Runs a command's body; what it throws becomes a message and an exit code. */
export async function guarded(io: Io, flags: Format, body: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await body();
  } catch (thrown) {
    const error = isDiskRefusal(thrown) ? diskRefusal("the system refuses", thrown) : thrown;
    if (!(error instanceof UserError)) {
      io.err(
        `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n\nThis is a defect in Fairlead, not in your files.\n`,
      );
      return EXIT.defect;
    }
    const { code, message, hint, path, problems } = error;
    tellFailure(io, flags, { code, message, hint, path, problems });
    return EXIT_OF[code] ?? EXIT.input;
  }
}

export function tellFailure(io: Io, flags: Format, failure: Failure): void {
  const text = reporterOf(io, flags).failure(failure);
  // Machines read standard output, also when it holds an error.
  if (formatOf(flags) === "terminal") io.err(text);
  else io.out(text);
}
