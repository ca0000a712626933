import { messageOf } from "../../base/errors.ts";
import { UserError } from "../../base/user-error.ts";
import { isSystemError } from "../../system/system-errors.ts";

/** Converts an error of the disk or of the directory's lock to a UserError DATASTORE. Returns any other error as it is. */
export function datastoreError(failure: string, path: string, error: unknown): unknown {
  if (error instanceof UserError && error.code === "WRITE") {
    const hint = `${error.hint}, or keep releases in a bucket: docs/releases.md`;
    return new UserError("DATASTORE", error.message, { path, hint, cause: error });
  }
  if (!isSystemError(error)) return error;
  return new UserError("DATASTORE", `${failure}: ${messageOf(error)}`, {
    path,
    hint: "check free space (df) and permissions (ls -ld); no acknowledged write is lost",
    cause: error,
  });
}
