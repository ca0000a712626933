import { readFileSync } from "node:fs";
import { z } from "zod";
import { messageOf } from "../base/errors.ts";
import { UserError } from "../base/user-error.ts";
import type { HeadBranch } from "./github.ts";

/** The pull request that a workflow run is about: its number, or the branch of the run that ended. */
export type EventSubject = { readonly number: number } | HeadBranch;

const commit = z.string().regex(/^[0-9a-f]{40}$/);

const eventSchema = z.union([
  z.object({
    workflow_run: z.object({
      head_sha: commit,
      head_branch: z.string().min(1),
      head_repository: z.object({ owner: z.object({ login: z.string().min(1) }) }),
    }),
  }),
  z.object({ pull_request: z.object({ number: z.number().int().positive() }) }),
]);

/** Reads the event of a workflow run, which GitHub wrote. @throws UserError USAGE if it is about no pull request */
export function readEvent(path: string | undefined): EventSubject {
  const hint = "run it in a workflow on workflow_run or pull_request, or name the pull request: --pull-request <number>";
  if (path === undefined) throw new UserError("USAGE", "GITHUB_EVENT_PATH is not set, so the pull request is unknown", { hint });
  const parsed = eventSchema.safeParse(readJson(path));
  if (!parsed.success) throw new UserError("USAGE", `the event in ${path} is about no pull request`, { path, hint });
  if ("pull_request" in parsed.data) return { number: parsed.data.pull_request.number };
  const { head_sha, head_branch, head_repository } = parsed.data.workflow_run;
  return { owner: head_repository.owner.login, branch: head_branch, commit: head_sha };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new UserError("USAGE", `${path} cannot be read: ${messageOf(cause)}`, { path, cause, hint: "unset GITHUB_EVENT_PATH" });
  }
}
