import { FAIRLEAD } from "../base/fairlead.ts";
import { UserError } from "../base/user-error.ts";
import type { EntryChange } from "../workspace/git/entry-changes.ts";
import type { AppContext } from "./context.ts";

export interface HistoryRequest {
  readonly service: string;
  /** @default every stack */
  readonly stacks: readonly string[];
  /** The maximum number of changes. */
  readonly limit: number;
}

/** The result of `history`. */
export interface HistoryResult {
  readonly service: string;
  /** Newest first. */
  readonly changes: readonly EntryChange[];
}

/** Lists what stacks ran of a service, from git alone: it loads no spec and opens no datastore. @throws UserError GIT, NOT_FOUND */
export async function history(context: AppContext, request: HistoryRequest): Promise<HistoryResult> {
  const { opsRoot: root, history: git } = await context.workspace();
  const state = await git.state();
  if (state !== "whole") {
    const what = state === "none" ? "is not in a git repository" : "has no commit yet";
    throw new UserError("GIT", `${root} ${what}, so it has no history`, { path: root, hint: "git log shows the same" });
  }
  const changes = await git.changes(request);
  if (changes.length > 0) return { service: request.service, changes };
  const where = request.stacks.length === 0 ? "no stack" : `neither ${request.stacks.join(" nor ")}`;
  throw new UserError("NOT_FOUND", `${where} has ever run ${request.service}, as far as HEAD knows`, {
    hint: `${FAIRLEAD} plan lists the services of each stack`,
  });
}
