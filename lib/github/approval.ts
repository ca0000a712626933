import type { Approval } from "../report/results/reported.ts";
import { type OwnersRule, ownersOf } from "./codeowners.ts";
import type { GitHub, PullRequest, Review } from "./github.ts";

export interface ApprovalQuestion {
  readonly pullRequest: PullRequest;
  /** CODEOWNERS of the base branch, which the pull request cannot change. */
  readonly rules: readonly OwnersRule[];
  /** The files that need an approval, from the root of the repository. */
  readonly files: readonly string[];
}

/**
 * Finds out who approved the deletions and risks. A review of the newest commit counts, if it is the last word of an
 * owner of the file. For a file without an owner, a person counts who may write to the repository. The author never counts.
 */
export async function approvalOf(github: GitHub, { pullRequest, rules, files }: ApprovalQuestion): Promise<Approval> {
  if (files.length === 0) return { state: "not needed" };
  const approvers = approversOf(await github.reviews(pullRequest.number), pullRequest);
  const problems = new Set<string>();
  const answers = new Map<string, boolean>();
  const isOwner = async (login: string, owner: string): Promise<boolean> => {
    const key = `${owner} ${login}`;
    const known = answers.get(key) ?? (await answerFor(github, { login, owner }, problems));
    answers.set(key, known);
    return known;
  };
  const by = new Set<string>();
  const open: string[] = [];
  const owners = new Set<string>();
  for (const file of files) {
    const named = ownersOf(rules, file);
    const candidates = named.length === 0 ? [ANY_WRITER] : named;
    const found: string[] = [];
    for (const login of approvers) for (const owner of candidates) if (await isOwner(login, owner)) found.push(login);
    for (const login of found) by.add(login);
    if (found.length > 0) continue;
    open.push(file);
    for (const owner of named) owners.add(owner);
  }
  if (open.length === 0) return { state: "given", by: [...by].sort() };
  return { state: "needed", files: open, owners: [...owners].sort(), problems: [...problems].sort() };
}

/** Stands for all persons who may write to the repository. */
const ANY_WRITER = "";

async function answerFor(
  github: GitHub,
  { login, owner }: { readonly login: string; readonly owner: string },
  problems: Set<string>,
): Promise<boolean> {
  if (owner === ANY_WRITER) return github.mayWrite(login);
  const name = owner.slice(1);
  if (!name.includes("/")) return name.toLowerCase() === login.toLowerCase();
  const answer = await github.isTeamMember(name, login);
  if (answer === undefined) problems.add(`the token may not read the members of ${owner}; give it the permission members: read`);
  return answer === true;
}

/** Lists the persons whose last word approves the newest commit. A comment is no word. */
function approversOf(reviews: readonly Review[], { head, author }: PullRequest): readonly string[] {
  const last = new Map<string, Review>();
  for (const review of reviews) {
    if (review.state !== "COMMENTED" && review.state !== "PENDING") last.set(review.author, review);
  }
  const approving = [...last.values()].filter(({ state, commit }) => state === "APPROVED" && commit === head);
  return approving.map((review) => review.author).filter((login) => login !== "" && login !== author);
}
