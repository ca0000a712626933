import { UserError } from "../base/user-error.ts";
import type { AppContext } from "./context.ts";

/** The halves of `up` that `--only` takes. */
export const ONLY_CHOICES = ["cloud", "manifests"] as const;
export type Only = (typeof ONLY_CHOICES)[number];

/** The environment variable that sets the default of `--only`. A job of a CI may do one half. */
const VARIABLE = "FAIRLEAD_ONLY";

/** Returns the half that the flag or the environment names; undefined for both. @throws UserError USAGE */
export function chooseOnly({ env }: AppContext, flag: Only | undefined): Only | undefined {
  const named = flag ?? (env[VARIABLE] || undefined);
  if (named === undefined) return undefined;
  const only = ONLY_CHOICES.find((each) => each === named);
  if (only === undefined) throw new UserError("USAGE", `${VARIABLE} is "${named}"; it must be one of ${ONLY_CHOICES.join(", ")}`);
  return only;
}
