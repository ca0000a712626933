import { UserError } from "../base/user-error.ts";

/** Returns the reason of a freeze or of a hotfix without spaces around it. @throws UserError USAGE for an empty one, or for several lines */
export function reasonOf(flag: string, text: string, example: string): string {
  const reason = text.trim();
  if (/^[^\p{Cc}]{1,500}$/u.test(reason)) return reason;
  throw new UserError("USAGE", `${flag} ${JSON.stringify(text)} is not a reason of 1 to 500 characters in one line`, {
    hint: `${flag} '${example}'`,
  });
}
