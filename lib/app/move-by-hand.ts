import { UserError } from "../base/user-error.ts";
import type { Decision } from "../resolve/decision.ts";
import type { Lock } from "../resolve/lock.ts";
import { refuseHandEdits } from "../workspace/hand-edits.ts";
import { openProject, type Project } from "../workspace/project.ts";
import type { Selection } from "../workspace/selection.ts";
import type { AppContext } from "./context.ts";
import { decisionRisks } from "./decision-risks.ts";
import { orNothingWritten } from "./nothing-written.ts";
import type { UpResult } from "./release/results.ts";
import { renderResolved } from "./render-resolved.ts";
import { startWrite } from "./write-rendered.ts";

/** A command by which a person changes lock entries. It reads git alone, so it works without the datastore. */
export interface HandMove {
  readonly selection: Selection;
  /** The reason why the command needs a commit: `what ran before is unknown`. @default it needs none */
  readonly needsHistory?: string;
  /** Decides about the pairs that move. The others stay. */
  readonly decide: (project: Project, by: string) => Promise<readonly Decision[]>;
}

/** Writes the decisions of a person to the locks, and renders the services. @throws UserError REFUSED, GIT, and the errors of `render` */
export const moveByHand = (context: AppContext, move: HandMove): Promise<UpResult> => orNothingWritten(() => moveAndRender(context, move));

async function moveAndRender(context: AppContext, { selection, needsHistory, decide }: HandMove): Promise<UpResult> {
  const workspace = await context.workspace();
  const { snapshot, write } = startWrite(context, workspace, selection);
  const project = await openProject(workspace, selection);
  await refuseHandEdits(project, snapshot);
  if (needsHistory !== undefined && (await workspace.history.state()) !== "whole") {
    throw new UserError("GIT", `${workspace.opsRoot} has no commit, so ${needsHistory}`, {
      path: workspace.opsRoot,
      hint: "git log shows the same",
    });
  }
  const by = (await workspace.history.setting("user.name")) ?? "unknown";
  const decisions = await decide(project, by);
  const locks = new Map<string, Lock>(project.locks);
  for (const { stack, service, to } of decisions)
    if (to !== undefined) locks.set(stack, new Map([...(locks.get(stack) ?? []), [service, to]]));
  const render = await write(project, renderResolved(project, locks, "refuse"));
  return { decisions, ...decisionRisks(decisions), render, engine: undefined };
}
