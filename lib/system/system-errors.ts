import { UserError } from "../base/user-error.ts";
import { isCode } from "../base/errors.ts";

/** Errors that a full or broken disk, a missing permission or a limit of the system causes. */
const ENVIRONMENT_CODES: ReadonlySet<unknown> = new Set([
  "EACCES",
  "EDQUOT",
  "EFBIG",
  "EIO",
  "EMFILE",
  "ENFILE",
  "ENOSPC",
  "EPERM",
  "EROFS",
]);

/** True if a system call failed with this error. */
export const isSystemError = (error: unknown): error is Error => error instanceof Error && "syscall" in error;

/** True if the machine caused the error: no space, no permission, too many open files. */
export const isEnvironmentError = (error: unknown): error is Error =>
  isSystemError(error) && "code" in error && ENVIRONMENT_CODES.has(error.code);

/** True if the process or the system has its maximum number of open files. */
export const isOutOfFiles = (error: unknown): boolean => isCode(error, "EMFILE") || isCode(error, "ENFILE");

/** Converts a system error to a UserError WRITE. @param message the work that failed */
export const writeError = (message: string, error: Error, path?: string): UserError =>
  new UserError("WRITE", `${message}: ${error.message}`, {
    ...(path === undefined ? {} : { path }),
    hint: isOutOfFiles(error)
      ? "let the process open more files (ulimit -n 4096), then try again"
      : "check free space (df) and permissions (ls -ld), then try again",
    cause: error,
  });
