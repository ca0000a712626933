import { UserError } from "../base/user-error.ts";

/** Runs a command that writes. If the project has problems, the error adds that the command wrote nothing. */
export async function orNothingWritten<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== "INVALID_SPEC") throw error;
    throw new UserError(error.code, `${error.message}, nothing was written`, { problems: error.problems, cause: error });
  }
}
