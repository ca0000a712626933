import { FAIRLEAD } from "../../base/fairlead.ts";
import { formatDuration } from "../../model/pipeline/duration.ts";
import { isMove } from "../case.ts";
import type { Case } from "../case.ts";
import type { Gate } from "../gate.ts";
import { minuteText, timeText } from "../travel/times.ts";
import { moves, takesConfig, waitsFor } from "../travel/moves.ts";

/** Lets a stack wait until every stack before it has run the pair for the soak time. */
export const soakGate: Gate = (given, { now }) => {
  const { travel, locked, service } = given;
  if (travel === undefined || travel.pass !== undefined || !moves(given)) return undefined;
  const followed = travel.before.filter((each) => waitsFor(given, each));
  const waits = followed
    .map(({ stack, since, soakMs }) => ({ stack, since, soakMs, end: since === undefined ? Infinity : endOf(since, soakMs, now) }))
    .filter(({ end }) => end > Date.parse(now))
    .toSorted((a, b) => b.end - a.end);
  const [last] = waits;
  if (last === undefined) return undefined;
  const { stack, since, soakMs, end } = last;
  const left = `${formatDuration(end - Date.parse(now))} of ${formatDuration(soakMs)} left`;
  const refusal = { outcome: "waiting", stays: locked, hint: `now: ${FAIRLEAD} up --service ${service} --now` } as const;
  if (since === undefined)
    return {
      ...refusal,
      reason: `it waits ${formatDuration(soakMs)} for ${stack}, from the commit with ${pairText(given)} on`,
      until: timeText(Date.parse(now) + soakMs),
    };
  return {
    ...refusal,
    reason: `it waits for ${stack}, which runs ${pairText(given)} since ${minuteText(since)}; ${left}`,
    until: timeText(end),
  };
};

/** Returns the end of a soak. A commit of a machine with a fast clock counts from now on. */
const endOf = (since: string, soakMs: number, now: string): number => Math.min(Date.parse(since), Date.parse(now)) + soakMs;

/** Names the part of the pair that is new to the stack. */
function pairText(given: Case): string {
  const tag = given.candidate?.tag ?? given.locked?.tag ?? "it";
  if (!isMove(given)) return "the present configuration";
  return takesConfig(given) ? `${tag} with the present configuration` : tag;
}
