import { UserError } from "../base/user-error.ts";
import type { Selection } from "../workspace/selection.ts";

/** Refuses a flag about components together with `--service`: a component belongs to its whole stack. @throws UserError USAGE */
export function requireWholeStacks(flag: string, { services }: Selection): void {
  if (services.length === 0) return;
  throw new UserError("USAGE", `${flag} renders components, and a component belongs to no service`, {
    hint: `leave out --service; --stack <name> selects a stack with its components`,
  });
}
