import { resolve } from "node:path";
import type { AppContext } from "../app/context.ts";
import { diff } from "../app/diff.ts";
import { runAddress } from "../app/publish/run-name.ts";
import { messageOf } from "../base/errors.ts";
import { pullRequestMarkdown } from "../report/markdown/pull-request.ts";
import type { Approval, Posted, PostedThing, PullRequestReport, ReportResult } from "../report/results/reported.ts";
import { filesAt, firstFileAt, mergeBase } from "../workspace/git/commit-files.ts";
import { placeOf } from "../workspace/git/repository.ts";
import { commitOf } from "../workspace/git/revision-source.ts";
import { annotationsOf } from "./annotations.ts";
import { approvalOf } from "./approval.ts";
import { readCheck, readPreview } from "./artifact.ts";
import { postCheck } from "./check-run.ts";
import { parseCodeowners } from "./codeowners.ts";
import { postComment } from "./comment.ts";
import { readEvent } from "./event.ts";
import type { GitHub, PullRequest } from "./github.ts";
import { isDeleting, judge, riskyFiles } from "./judge.ts";
import { openGitHub } from "./open-github.ts";
import { postLabel } from "./label.ts";

export interface ReportRequest {
  /** The directory with `check.json` and `preview.json`, which another job made. */
  readonly from: string;
  /** The commit that the pull request starts from. @default the branch that it would change; HEAD^1 if nothing is posted */
  readonly base?: string | undefined;
  /** @default the newest commit of the pull request; HEAD if nothing is posted */
  readonly head?: string | undefined;
  readonly post: Readonly<Record<PostedThing, boolean>>;
  /** @default the event of the workflow */
  readonly pullRequest?: number | undefined;
  /** The login that the token comments as. @default github-actions[bot] */
  readonly author?: string | undefined;
  /** `acme/shop-ops`. @default GITHUB_REPOSITORY */
  readonly repository?: string | undefined;
}

const THINGS: readonly PostedThing[] = ["check", "label", "comment"];

/**
 * Reports on a pull request, and writes what the request asks for to GitHub. The changes come from git: the files in `from` cannot hide them.
 * @throws UserError USAGE, GIT, REFUSED
 */
export async function reportPullRequest(context: AppContext, request: ReportRequest): Promise<ReportResult> {
  const things = THINGS.filter((thing) => request.post[thing]);
  if (things.length === 0) {
    const { base = "HEAD^1", head = "HEAD" } = request;
    const unknown: Approval = { state: "unknown", problem: "nobody asked GitHub" };
    const root = await rootOf(context);
    const report = await reportOf(context, request, { root, base, head, approve: async () => unknown });
    return { report, pullRequest: undefined, posted: [] };
  }
  const skip = (reason: string): ReportResult => ({
    report: undefined,
    pullRequest: undefined,
    posted: things.map((thing) => ({ thing, outcome: "skipped", reason })),
  });
  if (context.env["FAIRLEAD_REPORT"] === "off") return skip("FAIRLEAD_REPORT is off");
  const github = openGitHub(context.env, request.repository ?? context.env["GITHUB_REPOSITORY"]);
  const pullRequest = await findPullRequest(github, context, request);
  if (pullRequest === undefined) return skip("no open pull request has this commit as its newest one");
  const root = await rootOf(context);
  const { head } = pullRequest;
  const base = request.base ?? `origin/${pullRequest.base}`;
  const approve = async (files: readonly string[]): Promise<Approval> =>
    approvalOf(github, { pullRequest, files, rules: await baseOwners(root, base) });
  const report = await reportOf(context, request, { root, base, head, approve });
  const written: Written = { root, request, pullRequest, report, text: pullRequestMarkdown(report) };
  const posted: Posted[] = [];
  for (const thing of things) posted.push(await write(thing, () => writers[thing](github, written)));
  return { report, pullRequest: pullRequest.number, posted };
}

/** Returns the root of the project. */
const rootOf = async (context: AppContext): Promise<string> => (await context.workspace("specs")).root;

interface Commits {
  readonly root: string;
  readonly base: string;
  readonly head: string;
  readonly approve: (files: readonly string[]) => Promise<Approval>;
}

async function reportOf(context: AppContext, { from }: ReportRequest, { root, base, head, approve }: Commits): Promise<PullRequestReport> {
  const commit = await commitOf(root, head);
  const directory = resolve(context.cwd, from);
  const changes = await diff(context, { from: await mergeBase(root, base, commit), to: commit });
  const parts = { diff: changes, check: readCheck(directory), preview: readPreview(directory, changes.diff.risks) };
  const prefix = (await placeOf(root))?.prefix ?? "";
  const approval = await approve(riskyFiles(parts).map((file) => prefix + file));
  return { ...judge(parts, approval), head: commit, link: runAddress(context.env), ...parts, approval };
}

/** Reads CODEOWNERS of the base branch, at the places where GitHub looks. */
async function baseOwners(root: string, base: string) {
  const text = await firstFileAt(root, await commitOf(root, base), [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"]);
  return parseCodeowners(text ?? "");
}

interface Written {
  readonly root: string;
  readonly request: ReportRequest;
  readonly pullRequest: PullRequest;
  readonly report: PullRequestReport;
  /** The report as Markdown. */
  readonly text: string;
}

const writers: Readonly<Record<PostedThing, (github: GitHub, written: Written) => Promise<Posted["outcome"]>>> = {
  check: async (github, { root, report, text }) => {
    const specs = await filesAt(root, report.head, ["services", "stacks"]);
    const annotations = annotationsOf({ ...report, specs, prefix: (await placeOf(root))?.prefix ?? "" });
    return postCheck(github, {
      ...report,
      commit: report.head,
      summary: text,
      title: report.title.slice(0, 250),
      annotations,
    });
  },
  label: (github, { pullRequest, report }) => postLabel(github, pullRequest, isDeleting(report)),
  comment: (github, { request: { author = "github-actions[bot]" }, pullRequest: { number }, text }) =>
    postComment(github, { pullRequest: number, author }, text),
};

/** Writes one thing. A failure does not stop the others. */
async function write(thing: PostedThing, run: () => Promise<Posted["outcome"]>): Promise<Posted> {
  try {
    return { thing, outcome: await run() };
  } catch (error) {
    return { thing, outcome: "failed", reason: messageOf(error) };
  }
}

/** Finds the pull request. @returns undefined if it is closed, or has a newer commit */
async function findPullRequest(github: GitHub, { env }: AppContext, request: ReportRequest): Promise<PullRequest | undefined> {
  const subject = request.pullRequest === undefined ? readEvent(env["GITHUB_EVENT_PATH"]) : { number: request.pullRequest };
  const isWanted = ({ head }: PullRequest): boolean => request.head === undefined || request.head === head;
  if ("number" in subject) return [await github.pullRequest(subject.number)].find(isWanted);
  return (await github.pullRequestsOf(subject)).find(isWanted);
}
