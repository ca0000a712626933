import { CLOUD } from "../../model/object-names.ts";
import { isTaken } from "../../resolve/outcome.ts";
import type { Resolution } from "../../resolve/resolve.ts";
import type { BroughtUp } from "../fleet-versions.ts";

/** Decisions that a run can make again. */
interface Repeatable extends Resolution {
  readonly withClouds: (clouds: BroughtUp) => Resolution;
}

/** Decides again if a cloud did not come up whose entry was to move. Its stack keeps the entry, and services that need the cloud wait. */
export function settleClouds(planned: Repeatable, broughtUp: BroughtUp): Resolution {
  const failed = planned.decisions.some((each) => each.service === CLOUD && isTaken(each) && broughtUp.get(each.stack) !== each.to?.config);
  return failed ? planned.withClouds(broughtUp) : planned;
}
