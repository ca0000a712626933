import { formatDuration } from "../../base/duration.ts";
import { isMove } from "../case.ts";
import type { Case } from "../case.ts";
import type { Gate } from "../gate.ts";
import { minuteText, timeText } from "../../base/times.ts";
import { takesConfig } from "../travel/moves.ts";
import { waitingOf, waits } from "../travel/waiting.ts";

/** Lets a stack wait until every stack before it has run the pair for the soak time. */
export const soakGate: Gate = (given, { now }) => {
  const [last] = (waitingOf(given) ?? [])
    .map(({ stack, since, soakMs }) => ({ stack, since, soakMs, end: since === undefined ? Infinity : endOf(since, soakMs, now) }))
    .filter(({ end }) => end > Date.parse(now))
    .toSorted((a, b) => b.end - a.end);
  if (last === undefined) return undefined;
  const { stack, since, soakMs, end } = last;
  const left = `${formatDuration(end - Date.parse(now))} of ${formatDuration(soakMs)} left`;
  if (since === undefined) {
    const reason = `it waits ${formatDuration(soakMs)} for ${stack}, from the commit with ${pairText(given)} on`;
    return waits(given, reason, timeText(Date.parse(now) + soakMs));
  }
  return waits(given, `it waits for ${stack}, which runs ${pairText(given)} since ${minuteText(since)}; ${left}`, timeText(end));
};

/** Returns the end of a soak. A commit of a machine with a fast clock counts from now on. */
const endOf = (since: string, soakMs: number, now: string): number => Math.min(Date.parse(since), Date.parse(now)) + soakMs;

/** Names the part of the pair that is new to the stack. */
function pairText(given: Case): string {
  const tag = given.candidate?.tag ?? given.locked?.tag ?? "it";
  if (!isMove(given)) return "the present configuration";
  return takesConfig(given) ? `${tag} with the present configuration` : tag;
}
