import { FAIRLEAD } from "../../base/fairlead.ts";
import type { Problem } from "../../base/problem.ts";
import { suggestion } from "../../base/suggestion.ts";
import { timeText } from "../../base/times.ts";
import { UserError } from "../../base/user-error.ts";
import type { FreezeScope } from "../../model/pipeline/pipeline.ts";
import type { Decision } from "../../resolve/decision.ts";
import { type IncidentFreeze, readFreezes } from "../../workspace/freezes.ts";
import { lockedStacks } from "../../workspace/locked-releases.ts";
import { readLock } from "../../workspace/read-lock.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { AppContext } from "../context.ts";
import { parseUntil } from "../hold/parse-until.ts";
import { orNothingWritten } from "../nothing-written.ts";
import { reasonOf } from "../reason.ts";
import type { UpResult } from "../release/results.ts";
import { writeFreezes } from "./write-freezes.ts";

export interface FreezeRequest extends FreezeScope {
  readonly reason: string;
  /** The end, as a person writes it: `4h`, `2026-02-01`. @default until a person thaws it */
  readonly until?: string | undefined;
}

/**
 * Declares a freeze: no release and no configuration reaches its part of the fleet. Reads no spec and no datastore, so it also works if
 * they are broken.
 * @throws UserError USAGE, NOT_FOUND, INVALID_SPEC
 */
export const freeze = (context: AppContext, request: FreezeRequest): Promise<UpResult> => orNothingWritten(() => declare(context, request));

async function declare(context: AppContext, { tiers, stacks, services, reason, until }: FreezeRequest): Promise<UpResult> {
  const workspace = await context.workspace();
  const now = context.writer.now();
  const why = reasonOf("--reason", reason, "payments are down");
  requireNames(workspace, { tiers, stacks, services });
  const present = readFreezes(workspace.tree);
  const made: IncidentFreeze = {
    id: freeId(now, present),
    at: timeText(Date.parse(now)),
    by: (await workspace.history.setting("user.name")) ?? "unknown",
    reason: why,
    tiers,
    stacks,
    services,
    ...(until === undefined ? {} : { until: parseUntil(until, now) }),
  };
  const render = writeFreezes(workspace.tree, [...present, made]);
  return { decisions: frozen(workspace, made), render, engine: undefined };
}

/** Names a freeze by its second. */
function freeId(now: string, present: readonly IncidentFreeze[]): string {
  const id = `freeze-${timeText(Date.parse(now)).replace(/[-:]/g, "").toLowerCase()}`;
  const taken = new Set(present.map((each) => each.id));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? id : `${id}-${number}`;
    if (!taken.has(name)) return name;
  }
}

/** Refuses stacks and services that no lock has. @throws UserError NOT_FOUND with all of them */
function requireNames({ tree }: Workspace, { stacks, services }: FreezeScope): void {
  const known = lockedStacks(tree);
  const running = [...new Set(known.flatMap((stack) => [...readLock(tree, stack).lock.keys()]))].sort();
  const unknown = (what: string, names: readonly string[], all: readonly string[]): readonly Problem[] =>
    names
      .filter((name) => !all.includes(name))
      .map((name) => ({ file: `${what}s/${name}.ts`, path: "", message: `no lock has the ${what} "${name}"${suggestion(name, all)}` }));
  const problems = [...unknown("stack", stacks, known), ...unknown("service", services, running)];
  if (problems.length > 0) throw new UserError("NOT_FOUND", "the freeze names what no stack runs; nothing was written", { problems });
}

/** Lists the pairs that a freeze stops, as far as the locks know them. */
function frozen({ tree }: Workspace, { id, by, reason, stacks, services, tiers, until }: IncidentFreeze): readonly Decision[] {
  if (tiers.length > 0) return [];
  return lockedStacks(tree)
    .filter((stack) => stacks.length === 0 || stacks.includes(stack))
    .flatMap((stack) =>
      [...readLock(tree, stack).lock]
        .filter(([service]) => services.length === 0 || services.includes(service))
        .map(([service, entry]) => ({
          stack,
          service,
          outcome: "frozen" as const,
          from: entry,
          to: entry,
          reason: `${by} froze it (${reason}), until ${until ?? "a person thaws it"}`,
          hint: `later: ${FAIRLEAD} thaw ${id}`,
          ...(until === undefined ? {} : { until }),
        })),
    );
}
