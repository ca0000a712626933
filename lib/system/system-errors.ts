import { UserError } from "../base/user-error.ts";
import { isCode } from "../base/errors.ts";

const CODES: ReadonlySet<unknown> = new Set(["EACCES", "EDQUOT", "EFBIG", "EIO", "EMFILE", "ENFILE", "ENOSPC", "EPERM", "EROFS"]);

/** Whether an error is of a call to the system. */
export const isSystemError = (error: unknown): error is Error => error instanceof Error && "syscall" in error;

/** Whether a disk or the system refused, which is no defect of ours: it is full, it breaks, a right is missing. */
export const isDiskRefusal = (error: unknown): error is Error => isSystemError(error) && "code" in error && CODES.has(error.code);

/** Whether the process, or the system, has as many files open as it may. */
export const isOutOfFiles = (error: unknown): boolean => isCode(error, "EMFILE") || isCode(error, "ENFILE");

/** The error WRITE for what a disk refused. @param message what could not be done */
export const diskRefusal = (message: string, error: Error, path?: string): UserError =>
  new UserError("WRITE", `${message}: ${error.message}`, {
    ...(path === undefined ? {} : { path }),
    hint: isOutOfFiles(error)
      ? "let the process open more files (ulimit -n 4096), then try again"
      : "look at free space (df) and at rights (ls -ld), then try again",
    cause: error,
  });
