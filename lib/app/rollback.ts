import { FAIRLEAD } from "../base/fairlead.ts";
import type { Problem } from "../base/problem.ts";
import { UserError } from "../base/user-error.ts";
import { GENERATED_ROOT, lockPath } from "../render/layout.ts";
import { isReservedEntry } from "../model/reserved-entries.ts";
import type { Decision } from "../resolve/decision.ts";
import { isSameVersion, type LockEntry } from "../resolve/lock.ts";
import { withConfig } from "../resolve/travel/moves.ts";
import { rollBack } from "../resolve/roll-back.ts";
import { behindIn, type Project } from "../workspace/project.ts";
import type { AppContext } from "./context.ts";
import { moveByHand } from "./move-by-hand.ts";
import type { UpResult } from "./release/results.ts";

export interface RollbackRequest {
  readonly service: string;
  /** Empty for every stack that runs the service. */
  readonly stacks: readonly string[];
  /** The release or the tag to return to. @default what ran before, on each stack */
  readonly to?: string | undefined;
}

/** The changes of an entry that are searched for an earlier version. */
const LIMIT = 500;

/**
 * Takes a service back to what a stack ran before, with a hold, and renders it. Reads git alone, so it works without the datastore.
 * @throws UserError NOT_FOUND, REFUSED also for the platform, GIT, and the errors of `render`
 */
export async function rollback(context: AppContext, request: RollbackRequest): Promise<UpResult> {
  if (isReservedEntry(request.service)) throw withoutReleases(request.service);
  return moveByHand(context, {
    selection: { stacks: request.stacks, services: [request.service] },
    needsHistory: "what ran before is unknown",
    decide: async (project, by) => (await movesOf(project, request)).map((move) => takenBack(request.service, move, by)),
  });
}

/** Explains that a reserved entry follows the specs alone. Only git has its earlier objects. */
const withoutReleases = (name: string): UserError =>
  new UserError("REFUSED", `the ${name} has no release to go back to; nothing was written`, {
    hint: `git revert <commit> takes the commit back that brought its objects: git log -- ${GENERATED_ROOT}/<stack>/${name}`,
  });

const takenBack = (service: string, { stack, running, earlier }: Move, by: string): Decision => ({
  stack,
  service,
  outcome: "held",
  from: running,
  // The configuration stays: only the release goes back.
  to: withConfig(rollBack(running, earlier, { by }), running.config),
  reason: `${running.tag} is rolled back by ${by}`,
  hint: `later: ${FAIRLEAD} resume ${stack}/${service}`,
});

interface Move {
  readonly stack: string;
  readonly running: LockEntry;
  readonly earlier: LockEntry;
}

/** Finds the earlier entry of each stack. @throws UserError NOT_FOUND with every stack that has none */
async function movesOf(project: Project, { service, to, stacks }: RollbackRequest): Promise<readonly Move[]> {
  const { workspace, locks } = project;
  const moves: Move[] = [];
  const problems: Problem[] = [];
  const behind = behindIn(project, locks);
  for (const [stack, lock] of locks) {
    const running = lock.get(service);
    if (running === undefined && stacks.length === 0) continue;
    const file = `${GENERATED_ROOT}/${lockPath(stack)}`;
    const changes = running === undefined ? [] : await workspace.history.changes({ service, stacks: [stack], limit: LIMIT });
    const known = changes.flatMap(({ to: after, from }) => [after ?? [], from ?? []].flat());
    const earlier = known.find(
      (entry) => running !== undefined && isEarlier(entry, running) && (to === undefined || to === entry.release || to === entry.tag),
    );
    if (behind.get(stack)?.has(service)) problems.push({ file, path: service, message: keepsFiles(stack, running) });
    else if (running !== undefined && earlier !== undefined) moves.push({ stack, running, earlier });
    else problems.push({ file, path: service, message: running === undefined ? `${stack} does not run it` : missing(stack, running, to) });
  }
  if (problems.length === 0 && moves.length > 0) return moves;
  throw new UserError("NOT_FOUND", `there is nothing to roll ${service} back to; nothing was written`, {
    problems,
    hint: `${FAIRLEAD} history ${service} lists what ran; --stack <name> selects stacks`,
  });
}

/** Explains that the files of a stack cannot be rendered, because the specs have gone on. */
const keepsFiles = (stack: string, running: LockEntry | undefined): string =>
  `${stack} runs ${running?.tag ?? ""} with an earlier configuration, which no spec renders; git revert the commit that brought it`;

/** True if an entry is of another version than the running one, and not of a later one. */
const isEarlier = (entry: LockEntry, running: LockEntry): boolean =>
  !isSameVersion(entry, running) && (entry.seq === undefined || running.seq === undefined || entry.seq < running.seq);

const missing = (stack: string, { tag }: LockEntry, to: string | undefined): string =>
  to === undefined ? `${stack} ran nothing before ${tag}` : `${stack} did not run ${to} before ${tag}`;
