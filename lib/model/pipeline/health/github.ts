import * as z from "zod/mini";
import { shorten } from "../../../base/text.ts";
import { checkTokenName } from "./address.ts";
import { healthKind } from "./health-kind.ts";

/** A check of a commit status or a check run at the newest commit of a branch. It succeeded after the wave took a pair. */
export interface GithubCheckInput {
  /** The repository: `acme/shop-tests`. */
  readonly github: string;
  /** The name of the check run, or the context of the commit status: `smoke-tests`. */
  readonly check: string;
  /** The branch. @default "main" */
  readonly branch?: string | undefined;
  /** The environment variable that has a token that may read checks and statuses: `GITHUB_TOKEN`. */
  readonly token: string;
}

export interface GithubCheckSpec {
  readonly kind: "github";
  readonly owner: string;
  readonly repo: string;
  readonly check: string;
  readonly branch: string;
  readonly token: string;
}

const REPOSITORY = /^[\w-]{1,100}\/[\w.-]{1,100}$/;
const BRANCH = /^[\w][\w./-]{0,200}$/;

export const githubKind = healthKind(
  "github",
  z.strictObject({ github: z.string(), check: z.string(), branch: z.optional(z.string()), token: z.string() }),
  ({ github, check, branch = "main", token }: GithubCheckInput, at, report): GithubCheckSpec => {
    if (!REPOSITORY.test(github)) report(`${at}.github`, `"${shorten(github)}" is not a repository of GitHub`, 'github: "acme/shop-tests"');
    if (check.trim() === "") report(`${at}.check`, "is empty", 'check: "smoke-tests"');
    if (!BRANCH.test(branch)) report(`${at}.branch`, `"${shorten(branch)}" is not a branch`, 'branch: "main"');
    checkTokenName(token, `${at}.token`, "GITHUB_TOKEN", report);
    const [owner = "", repo = ""] = github.split("/");
    return { kind: "github", owner, repo, check, branch, token };
  },
);
