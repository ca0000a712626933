import type { Problem } from "../base/problem.ts";
import { count } from "../base/text.ts";
import { UserError } from "../base/user-error.ts";

/** Returns the error INVALID_SPEC with all problems. */
export const invalidSpec = (problems: readonly Problem[]): UserError =>
  new UserError("INVALID_SPEC", count(problems.length, "problem"), { problems });
