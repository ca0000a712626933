import { FAIRLEAD } from "../../base/fairlead.ts";
import { parseDuration } from "../../base/duration.ts";
import { timeText } from "../../base/times.ts";
import { UserError } from "../../base/user-error.ts";
import { readNamedRecords } from "../../releases/named-records.ts";
import { releaseName } from "../../releases/names.ts";
import { invalidSpec } from "../../workspace/invalid-spec.ts";
import { checkSpecs } from "../../workspace/project.ts";
import type { LockStep } from "../../workspace/git/deploys/lock-step.ts";
import type { AppContext } from "../context.ts";
import { type DatastoreOptions, openDatastore } from "../datastore.ts";
import { FAILURE, type StackFigures, stackFigures, type StageFigures, stageFigures } from "./figures.ts";

/** The result of `dora`. */
export interface DoraResult {
  /** The start of the time that counts. RFC 3339, UTC. */
  readonly since: string;
  /** The definition of a failure. */
  readonly failure: string;
  readonly stacks: readonly StackFigures[];
  /** The stages of the pipeline, in its order. @default the fleet has no pipeline */
  readonly stages?: readonly StageFigures[];
}

/** Parses a duration such as `30d`, `12h` or `4w` to milliseconds. @throws UserError USAGE */
function parseSince(text: string): number {
  const duration = parseDuration(text);
  if (duration !== undefined && duration > 0) return duration;
  throw new UserError("USAGE", `"${text}" is not a duration such as 12h, 30d or 4w`, { hint: `${FAIRLEAD} dora --since 30d` });
}

/** Computes the four keys of DORA from git and from the records of releases. @throws UserError GIT, DATASTORE, USAGE, INVALID_SPEC */
export async function dora(context: AppContext, options: DatastoreOptions, since: string): Promise<DoraResult> {
  const duration = parseSince(since);
  const { root, history, specs } = await context.workspace();
  if ((await history.state()) !== "whole") {
    throw new UserError("GIT", `${root} has no commit in git, so it has no deploys`, { path: root, hint: "git log shows the same" });
  }
  const start = timeText(Date.parse(context.writer.now()) - duration);
  const steps = await history.stepsSince(start);
  const names = steps.flatMap((step) => recordOf(step) ?? []);
  const records = names.length === 0 ? new Map<string, never>() : await readNamedRecords(await openDatastore(context, options), names);
  const builtAt = (step: LockStep): string | undefined => {
    const name = recordOf(step);
    const record = name && records.get(releaseName(name.service, name.release));
    return record !== undefined && "value" in record ? record.value.builtAt : undefined;
  };
  const { model, problems } = checkSpecs(await specs.loadFleet());
  if (problems.length > 0) throw invalidSpec(problems);
  const { pipeline } = model;
  const stages = pipeline === undefined ? {} : { stages: stageFigures(pipeline, steps, builtAt) };
  return { since: start, failure: FAILURE, stacks: stackFigures(steps, builtAt), ...stages };
}

/** Names the record of the release that a step deployed. */
const recordOf = ({ service, to }: LockStep): { readonly service: string; readonly release: string } | undefined =>
  to?.release === undefined ? undefined : { service: to.service ?? service, release: to.release };
