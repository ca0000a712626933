import { FAIRLEAD } from "../base/fairlead.ts";
import { UserError } from "../base/user-error.ts";
import type { Pass } from "../resolve/travel/pass.ts";
import { reasonOf } from "./reason.ts";
import type { Selection } from "../workspace/selection.ts";

/** The flags by which a person lets services pass the gates of the pipeline. */
export interface PassFlags {
  /** The reason of a fix that passes freezes and waiting. @default none */
  readonly hotfix?: string | undefined;
  /** Passes the waiting, and no freeze. @default false */
  readonly now?: boolean | undefined;
}

/** Returns the pass that the flags give to the selected services. @throws UserError USAGE without --service, or for a malformed reason */
export function passOf({ hotfix, now = false }: PassFlags, { services }: Selection): Pass | undefined {
  if (hotfix === undefined && !now) return undefined;
  const flag = hotfix === undefined ? "--now" : "--hotfix";
  if (services.length === 0) {
    throw new UserError("USAGE", `${flag} passes single services, and --service names none`, {
      hint: `${FAIRLEAD} up --service cart ${flag}${hotfix === undefined ? "" : " '...'"}`,
    });
  }
  if (hotfix === undefined) return "now";
  reasonOf("--hotfix", hotfix, "carts get lost");
  return "hotfix";
}

/** Returns the trailers by which a commit names a pass. */
export const passTrailers = ({ hotfix, now = false }: PassFlags, { services }: Selection): readonly string[] =>
  hotfix === undefined && !now
    ? []
    : services.map(
        (service) => `Fairlead-${hotfix === undefined ? "Now" : "Hotfix"}: ${service}${hotfix === undefined ? "" : `: ${hotfix.trim()}`}`,
      );
