import type { ErrorCode } from "./error-code.ts";
import type { Problem } from "./problem.ts";

export interface UserErrorOptions {
  /** The command or edit that fixes it. */
  readonly hint?: string;
  /** The file or directory that the error is about. */
  readonly path?: string;
  /** All problems found. @default none */
  readonly problems?: readonly Problem[];
  readonly cause?: unknown;
}

/** An error in the user's input or environment. It is shown without a stack trace; any other thrown value is a defect. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly path: string | undefined;
  readonly problems: readonly Problem[];

  constructor(code: ErrorCode, message: string, options: UserErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.path = options.path;
    this.problems = options.problems ?? [];
  }
}
