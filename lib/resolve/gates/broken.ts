import { FAIRLEAD } from "../../base/fairlead.ts";
import type { Gate } from "../gate.ts";

/** Refuses a pointer or a release record that cannot be used. */
export const brokenGate: Gate = ({ broken, locked, release }) =>
  broken === undefined ? undefined : { outcome: "invalid", stays: locked, reason: broken, hint: `${FAIRLEAD} release verify ${release}` };
