import { UserError } from "../base/user-error.ts";
import { isCode } from "../base/errors.ts";

/** True if a system call failed with this error. Its message names the code, the call and the path. */
export const isSystemError = (error: unknown): error is Error => error instanceof Error && "syscall" in error;

/** True if the process or the system has its maximum number of open files. */
export const isOutOfFiles = (error: unknown): boolean => isCode(error, "EMFILE") || isCode(error, "ENFILE");

/** Errors of a mount point, or of a file that another program uses. */
const isInUse = (error: unknown): boolean => isCode(error, "EBUSY") || isCode(error, "ETXTBSY");

/** Converts a system error to a UserError WRITE. @param message the work that failed */
export const writeError = (message: string, error: Error, path = pathOf(error)): UserError =>
  new UserError("WRITE", `${message}: ${error.message}`, {
    ...(path === undefined ? {} : { path }),
    hint: hintFor(error, path),
    cause: error,
  });

const pathOf = (error: Error): string | undefined => ("path" in error && typeof error.path === "string" ? error.path : undefined);

function hintFor(error: Error, path: string | undefined): string {
  if (isOutOfFiles(error)) return "let the process open more files (ulimit -n 4096), then try again";
  if (isInUse(error)) return `findmnt shows mount points, fuser -v ${path ?? "."} shows the programs that use it; then try again`;
  return "check free space (df) and permissions (ls -ld), then try again";
}
