import { FAIRLEAD } from "../../base/fairlead.ts";
import { buildOfId } from "../../releases/release-id.ts";
import { isMove, pairOf } from "../case.ts";
import type { Gate } from "../gate.ts";

/** Refuses an older build that no person set the channel to. Another channel may name an older one. A resume of the pair passes. */
export const backwardsGate: Gate = (given, { resume }) => {
  const { channel, release, locked, candidate } = given;
  if (locked?.release === undefined || candidate === undefined || candidate.by !== undefined || !isMove(given)) return undefined;
  if (locked.channel !== channel || buildOfId(candidate.release) >= buildOfId(locked.release) || resume.has(pairOf(given)))
    return undefined;
  return {
    outcome: "invalid",
    stays: locked,
    reason: `channel ${channel} went back from ${locked.tag} to the older build ${candidate.tag}, and no person set it`,
    hint: `${FAIRLEAD} release set ${release} --channel ${channel} --to ${candidate.tag} --reason '...' goes back; release verify ${release} shows what is newest`,
  };
};
