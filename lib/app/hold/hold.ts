import { FAIRLEAD } from "../../base/fairlead.ts";
import type { Problem } from "../../base/problem.ts";
import { timeText } from "../../base/times.ts";
import { UserError } from "../../base/user-error.ts";
import { GENERATED_ROOT, lockPath } from "../../render/layout.ts";
import { isReservedEntry } from "../../model/reserved-entries.ts";
import type { Decision } from "../../resolve/decision.ts";
import { HOLD_FIELDS } from "../../resolve/lock-fields.ts";
import { holdService, type HoldRequest as Word } from "../../resolve/service-hold.ts";
import type { Project } from "../../workspace/project.ts";
import type { AppContext } from "../context.ts";
import { moveByHand } from "../move-by-hand.ts";
import type { UpResult } from "../release/results.ts";
import { parseUntil } from "./parse-until.ts";

export interface HoldRequest {
  /** A service or a reserved entry, such as the platform. */
  readonly service: string;
  /** Empty for every stack that runs the service. */
  readonly stacks: readonly string[];
  readonly reason: string;
  /** The end of the hold, as a person writes it: `4h`, `2026-02-01`. @default a person lifts it */
  readonly until?: string | undefined;
}

/**
 * Holds a service at what stacks run now: no release moves it there until the hold ends. Needs no datastore.
 * @throws UserError USAGE, NOT_FOUND, REFUSED, and the errors of `render`
 */
export async function hold(context: AppContext, { service, stacks, reason, until }: HoldRequest): Promise<UpResult> {
  const now = context.writer.now();
  const word = { reason: requireReason(reason), since: timeText(Date.parse(now)), until: until && parseUntil(until, now) };
  return moveByHand(context, {
    selection: { stacks, services: [service] },
    decide: async (project, by) => decisionsOf(project, { service, stacks }, { by, ...word }),
  });
}

function requireReason(reason: string): string {
  const { grammar, shape } = HOLD_FIELDS.reason;
  if (reason.trim() !== "" && new RegExp(`^(?:${grammar})$`).test(reason)) return reason;
  throw new UserError("USAGE", `--reason ${JSON.stringify(reason)} is not ${shape}`, { hint: "--reason 'no changes before the sale'" });
}

/** Holds the service and its instances on each stack that runs it. @throws UserError NOT_FOUND with each stack that does not */
function decisionsOf(
  { locks, selection }: Project,
  { service, stacks }: Pick<HoldRequest, "service" | "stacks">,
  word: Word,
): readonly Decision[] {
  const found = [...locks].flatMap(([stack, lock]) =>
    selection.services.flatMap((name) => {
      const from = lock.get(name);
      return from === undefined ? [] : [{ stack, service: name, from }];
    }),
  );
  const problems = stacks
    .filter((stack) => !found.some((each) => each.stack === stack))
    .map((stack): Problem => ({ file: `${GENERATED_ROOT}/${lockPath(stack)}`, path: service, message: `${stack} does not run it` }));
  if (problems.length > 0 || found.length === 0) {
    throw new UserError("NOT_FOUND", `there is nothing to hold of ${service}; nothing was written`, {
      problems,
      hint: `${FAIRLEAD} plan --service ${service} lists the stacks that run it`,
    });
  }
  const end = word.until === undefined ? "" : ` until ${word.until}`;
  return found.map(({ stack, service: name, from }) => ({
    stack,
    service: name,
    ...(isReservedEntry(name) ? { isReserved: true } : {}),
    outcome: "held",
    from,
    to: holdService(from, word),
    reason: `${word.by} holds it${end}: ${word.reason}`,
    hint: `later: ${FAIRLEAD} resume ${stack}/${name}`,
  }));
}
