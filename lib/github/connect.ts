import { throttling } from "@octokit/plugin-throttling";
import { Octokit } from "@octokit/rest";
import { statusOf } from "./status.ts";
import type { CheckRun, GitHub, ListedPullRequest, NewCheck, PullRequest } from "./github.ts";
import { PATIENT, type Patience, retryFailures } from "./retry-failures.ts";

export interface ApiAccess {
  readonly token: string;
  /** The address of the API. */
  readonly url: string;
  /** @default PATIENT: a report must be written */
  readonly patience?: Patience;
}

/** Times that a run waits for a rate limit. */
const WAITS = 3;

/** Opens the API of GitHub. Respects its rate limits, and tries again if the server fails. */
export function openApi({ token, url, patience = PATIENT }: ApiAccess): Octokit {
  const onLimit = (seconds: number, _options: unknown, _octokit: unknown, retries: number): boolean =>
    seconds * 1000 <= patience.longestWaitMs && retries < WAITS;
  const octokit = new (Octokit.plugin(throttling))({
    auth: token,
    baseUrl: url,
    userAgent: "fairlead",
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    throttle: { onRateLimit: onLimit, onSecondaryRateLimit: onLimit },
  });
  retryFailures(octokit, patience);
  return octokit;
}

export interface Connection extends ApiAccess {
  /** `acme/shop-ops`. */
  readonly owner: string;
  readonly repo: string;
}

/** Connects to the API of GitHub for one repository. */
export function connectGitHub({ owner, repo, ...access }: Connection): GitHub {
  const octokit = openApi(access);
  const here = { owner, repo };
  const { issues, pulls, checks, teams, repos } = octokit.rest;
  const pages = { per_page: 100 };

  return {
    pullRequestsOf: async ({ owner: from, branch, commit }) => {
      const found = await octokit.paginate(pulls.list, { ...here, ...pages, state: "open", head: `${from}:${branch}` });
      return found.filter(({ head }) => head.sha === commit).map(pullRequestOf);
    },
    pullRequest: async (number) => pullRequestOf((await pulls.get({ ...here, pull_number: number })).data),
    pullRequestsBetween: async (branch, base) => {
      const query = { state: "all", head: `${owner}:${branch}`, base, sort: "created", direction: "desc", per_page: 30 } as const;
      const { data } = await pulls.list({ ...here, ...query });
      return data.map(listedPullRequestOf).toSorted((a, b) => b.number - a.number);
    },
    createPullRequest: async ({ branch, base, title, body }) =>
      listedPullRequestOf((await pulls.create({ ...here, head: branch, base, title, body })).data),
    updatePullRequest: async (number, fields) => void (await pulls.update({ ...here, pull_number: number, ...fields })),
    comments: async (number) => {
      const found = await octokit.paginate(issues.listComments, { ...here, ...pages, issue_number: number });
      return found.map(({ id, user, body = "" }) => ({ id, author: user?.login ?? "", body }));
    },
    createComment: async (number, body) => void (await issues.createComment({ ...here, issue_number: number, body })),
    updateComment: (id, body) => unlessGone(issues.updateComment({ ...here, comment_id: id, body })),
    deleteComment: async (id) => void (await unlessGone(issues.deleteComment({ ...here, comment_id: id }))),
    addLabel: async (number, label) => void (await issues.addLabels({ ...here, issue_number: number, labels: [label] })),
    removeLabel: async (number, name) => void (await unlessGone(issues.removeLabel({ ...here, issue_number: number, name }))),
    checks: async (ref, name): Promise<readonly CheckRun[]> => {
      const { data } = await checks.listForRef({ ...here, ...pages, ref, check_name: name, filter: "latest" });
      return data.check_runs.map(({ external_id }) => ({ externalId: external_id ?? "" }));
    },
    createCheck: async (check) => {
      const { name, commit, externalId, conclusion, link } = check;
      const details = link === undefined ? {} : { details_url: link };
      const { data } = await checks.create({
        ...here,
        name,
        head_sha: commit,
        external_id: externalId,
        status: "completed",
        conclusion,
        ...details,
        output: outputOf(check),
      });
      return data.id;
    },
    annotate: async (id, check) => void (await checks.update({ ...here, check_run_id: id, output: outputOf(check) })),
    reviews: async (number) => {
      const found = await octokit.paginate(pulls.listReviews, { ...here, ...pages, pull_number: number });
      return found.map(({ user, state, commit_id }) => ({ author: user?.login ?? "", state, commit: commit_id ?? "" }));
    },
    isTeamMember: async (team, username) => {
      const [org = "", team_slug = ""] = team.split("/");
      try {
        return (await teams.getMembershipForUserInOrg({ org, team_slug, username })).data.state === "active";
      } catch (error) {
        // GitHub answers 404 also for a team that the token may not see.
        if (statusOf(error) === 404) return (await unlessGone(teams.getByName({ org, team_slug }))) ? false : undefined;
        if (statusOf(error) === 403) return undefined;
        throw error;
      }
    },
    mayWrite: async (username) => {
      const { data } = await repos.getCollaboratorPermissionLevel({ ...here, username });
      return data.permission === "admin" || data.permission === "write";
    },
  };
}

const outputOf = ({ title, summary, annotations }: NewCheck) => ({
  title,
  summary,
  annotations: annotations.map(({ path, line, level, message }) => ({
    path,
    start_line: line,
    end_line: line,
    annotation_level: level,
    message,
  })),
});

interface PullRequestData {
  readonly number: number;
  readonly user: { readonly login: string } | null;
  readonly head: { readonly sha: string };
  readonly base: { readonly ref: string };
  readonly labels: readonly { readonly name?: string }[];
}

const pullRequestOf = ({ number, user, head, base, labels }: PullRequestData): PullRequest => ({
  number,
  author: user?.login ?? "",
  head: head.sha,
  base: base.ref,
  labels: labels.map(({ name = "" }) => name),
});

interface ListedPullRequestData {
  readonly number: number;
  readonly html_url: string;
  readonly state: string;
  readonly merged_at?: string | null;
  readonly head: { readonly sha: string };
  readonly body?: string | null;
}

const listedPullRequestOf = ({
  number,
  html_url: url,
  state,
  merged_at: merged,
  head,
  body,
}: ListedPullRequestData): ListedPullRequest => ({
  number,
  url,
  state: state === "open" ? "open" : (merged ?? "") === "" ? "closed" : "merged",
  head: head.sha,
  body: body ?? "",
});

/** Returns false if the thing does not exist. */
async function unlessGone(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}
