import type { Case } from "../case.ts";
import type { Gate } from "../gate.ts";
import { isSameVersion } from "../lock.ts";
import type { Predecessor } from "../travel/travel.ts";
import { waitingOf, waits } from "../travel/waiting.ts";

/** Lets a stack wait until every stack before it runs the same pair. */
export const waveGate: Gate = (given) => {
  const waiting = waitingOf(given);
  if (waiting === undefined) return undefined;
  const reason = userReason(given) ?? waiting.flatMap((each) => reasonOf(given, each) ?? [])[0];
  return reason === undefined ? undefined : waits(given, reason);
};

/** Returns the reason why an image waits. The files of a service name it, so it waits for services that keep their files. */
function userReason({ travel, stack }: Case): string | undefined {
  const [user] = travel?.users ?? [];
  return user === undefined ? undefined : `it waits for ${user} on ${stack}, which keeps its files`;
}

function reasonOf({ candidate, travel, isReserved }: Case, { stack, entry, isCurrent, sharesChannel }: Predecessor): string | undefined {
  if (entry === undefined && isReserved !== true) return `it waits for ${stack}, which does not run it yet`;
  if (!isCurrent && travel?.config !== undefined) return `it waits for ${stack}, which does not have the present configuration yet`;
  if (!sharesChannel || candidate === undefined || entry === undefined || isSameVersion(entry, candidate)) return undefined;
  return `it waits for ${stack}, which runs ${entry.tag} and not ${candidate.tag}`;
}
