import type { Problem } from "./problem.ts";

/** What kind of mistake it was; stable, for machines. */
export type ErrorCode =
  | "USAGE"
  | "NO_PROJECT"
  | "INVALID_SPEC"
  | "INVALID_CONFIG"
  | "INVALID_LOCK"
  | "NOT_FOUND"
  | "EXISTS"
  | "BUSY"
  | "GIT"
  | "UNSAFE_TREE"
  | "WRITE"
  | "REFUSED"
  | "DATASTORE"
  | "UNREADABLE"
  | "IMAGE"
  | "ENGINE"
  | "INTERRUPTED";

export interface UserErrorOptions {
  /** The command or edit that mends it. */
  readonly hint?: string;
  /** The file or directory it is about. */
  readonly path?: string;
  /** All the problems found, where there can be more than one. */
  readonly problems?: readonly Problem[];
  readonly cause?: unknown;
}

/** The user's input or environment is wrong. Shown without a stack; anything else that is thrown is a defect. */
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
