import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { messageOf } from "../base/errors.ts";
import { UserError } from "../base/user-error.ts";
import type { CliContext } from "./io.ts";

/** The variable that names a file for the JSON result of a command. The command prints what it prints without it. */
const VARIABLE = "FAIRLEAD_RESULT";

/** The file of a command's JSON result. */
export interface ResultFile {
  /** Writes the result. A failure is a warning, because the command has done its work. */
  readonly write: (json: () => Promise<string>) => Promise<void>;
}

/** Keeps no result. */
export const NO_RESULT_FILE: ResultFile = { write: async () => {} };

/** Empties the file that `FAIRLEAD_RESULT` names, so that a killed command leaves no older result. @throws UserError USAGE */
export function openResultFile({ cwd, env, terminal }: Pick<CliContext, "cwd" | "env" | "terminal">): ResultFile {
  const name = env[VARIABLE];
  if (name === undefined || name === "") return NO_RESULT_FILE;
  const path = resolve(cwd, name);
  try {
    writeFileSync(path, "");
  } catch (cause) {
    const hint = `unset ${VARIABLE}, or name a file in an existing directory`;
    throw new UserError("USAGE", `${VARIABLE} names a file that cannot be written: ${messageOf(cause)}`, { path, hint, cause });
  }
  return {
    write: async (json) => {
      const text = await json();
      try {
        writeFileSync(path, text);
      } catch (error) {
        terminal.err(`warning: ${VARIABLE} was not written: ${messageOf(error)}\n`);
      }
    },
  };
}
