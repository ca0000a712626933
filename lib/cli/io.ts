import type { CommandContext } from "@stricli/core";

/** What a command may use of the outside: the only door to the terminal and the environment. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Results. */
  readonly out: (text: string) => void;
  /** Progress and errors. */
  readonly err: (text: string) => void;
  /** Whether results may have colours. */
  readonly color: boolean;
  /** Lines of progress that may be drawn over and over: what fits on standard error; 0 where that is no terminal, or a CI's. */
  readonly liveLines: number;
  /** Whether a person is there to be asked. */
  readonly interactive: boolean;
}

/** stricli hands this to every command. */
export interface CliContext extends CommandContext {
  readonly io: Io;
}

/** 0 done; 1 a check or gate said no; 2 usage; 3 the user's input or environment is wrong; 70 a defect; 130 interrupted. */
export const EXIT = { done: 0, refused: 1, usage: 2, input: 3, defect: 70, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** NO_COLOR (no-color.org) and FORCE_COLOR as other tools read them; else colours on a terminal only. */
export function wantsColor(env: Io["env"], isTty: boolean): boolean {
  if ((env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb") return false;
  const forced = env["FORCE_COLOR"];
  return forced === undefined ? isTty : forced !== "0" && forced !== "false";
}
