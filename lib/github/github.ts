import type { Conclusion } from "../report/results/reported.ts";

/** The part of GitHub that a report needs. Numbers and ids are GitHub's own. */
export interface GitHub {
  /** Lists the open pull requests whose newest commit this is. @param owner the owner of the branch's repository */
  pullRequestsOf(head: HeadBranch): Promise<readonly PullRequest[]>;
  pullRequest(number: number): Promise<PullRequest>;
  /** Lists the pull requests from a branch of this repository to another one, newest first: the 30 newest ones. */
  pullRequestsBetween(branch: string, base: string): Promise<readonly ListedPullRequest[]>;
  createPullRequest(request: NewPullRequest): Promise<ListedPullRequest>;
  updatePullRequest(number: number, fields: Partial<Pick<NewPullRequest, "title" | "body">> & { readonly state?: "closed" }): Promise<void>;
  comments(pullRequest: number): Promise<readonly Comment[]>;
  createComment(pullRequest: number, body: string): Promise<void>;
  /** @returns false if somebody deleted the comment */
  updateComment(id: number, body: string): Promise<boolean>;
  deleteComment(id: number): Promise<void>;
  addLabel(pullRequest: number, label: string): Promise<void>;
  removeLabel(pullRequest: number, label: string): Promise<void>;
  /** Lists the newest check of each app with this name at a commit. */
  checks(commit: string, name: string): Promise<readonly CheckRun[]>;
  createCheck(check: NewCheck): Promise<number>;
  /** Adds annotations to a check. */
  annotate(id: number, check: NewCheck): Promise<void>;
  reviews(pullRequest: number): Promise<readonly Review[]>;
  /** @returns undefined if the token may not read the members of the team */
  isTeamMember(team: string, login: string): Promise<boolean | undefined>;
  /** True if a person may write to the repository. */
  mayWrite(login: string): Promise<boolean>;
}

/** A branch of this repository or of a fork. */
export interface HeadBranch {
  readonly owner: string;
  readonly branch: string;
  readonly commit: string;
}

export interface PullRequest {
  readonly number: number;
  readonly author: string;
  /** The newest commit. */
  readonly head: string;
  /** The branch that it would change. */
  readonly base: string;
  readonly labels: readonly string[];
}

/** A pull request that may be closed. */
export interface ListedPullRequest {
  readonly number: number;
  /** The address for people. */
  readonly url: string;
  readonly state: "open" | "closed" | "merged";
  /** The newest commit of its branch. */
  readonly head: string;
  readonly body: string;
}

export interface NewPullRequest {
  /** The branch with the changes. */
  readonly branch: string;
  readonly base: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

export interface Comment {
  readonly id: number;
  readonly author: string;
  readonly body: string;
}

export interface CheckRun {
  /** A hash of what the check says. */
  readonly externalId: string;
}

export interface Review {
  readonly author: string;
  readonly state: string;
  /** The commit that the person saw. */
  readonly commit: string;
}

/** A note on a line of a file. */
export interface Annotation {
  readonly path: string;
  readonly line: number;
  readonly level: "failure" | "warning";
  readonly message: string;
}

export interface NewCheck {
  readonly name: string;
  readonly commit: string;
  readonly externalId: string;
  readonly conclusion: Conclusion;
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  readonly link: string | undefined;
  /** At most 50 in one request. */
  readonly annotations: readonly Annotation[];
}
