import { UserError } from "../base/user-error.ts";
import type { Posted } from "../report/results/reported.ts";
import type { Comment, GitHub } from "./github.ts";
import { isServerFailure } from "./status.ts";

/** The first line of the comment. GitHub does not show it. */
const MARKER = "<!-- fairlead: report -->";

const TRIES = 4;

/** The pull request, and the account that comments. */
export interface CommentPlace {
  readonly pullRequest: number;
  /** The login of the token's account: a comment of anyone else with the marker is left alone. */
  readonly author: string;
}

/**
 * Makes the pull request hold one comment with this text. Deletes further ones, which runs at the same time made.
 * @throws the error of the API, if GitHub refuses or fails often
 */
export async function postComment(github: GitHub, place: CommentPlace, text: string): Promise<Posted["outcome"]> {
  const body = `${MARKER}\n${text}`;
  let outcome: Posted["outcome"] = "unchanged";
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const [first, ...others] = await ownComments(github, place);
    if (first === undefined) {
      await createUnlessFailed(github, place.pullRequest, body, tries);
      outcome = "created";
      continue;
    }
    for (const { id } of others) await github.deleteComment(id);
    if (sameText(first.body, body)) return outcome;
    if (await github.updateComment(first.id, body)) return outcome === "unchanged" ? "updated" : outcome;
  }
  throw new UserError("REFUSED", `the comment was deleted ${TRIES} times while it was written`, { hint: "run the job again" });
}

/** The first line of the comment that says why Fairlead closes a pull request. */
const FAREWELL = "<!-- fairlead: withdrawn -->";

/** Makes the pull request hold a comment that says why it is closed. If there is one already, writes nothing. */
export async function postFarewell(github: GitHub, pullRequest: number, text: string): Promise<void> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    if ((await github.comments(pullRequest)).some(({ body }) => body.startsWith(FAREWELL))) return;
    await createUnlessFailed(github, pullRequest, `${FAREWELL}\n${text}`, tries);
  }
}

/** Lists the comments of this account with the marker, oldest first. */
async function ownComments(github: GitHub, { pullRequest, author }: CommentPlace): Promise<readonly Comment[]> {
  const isOwn = (comment: Comment): boolean => comment.author.toLowerCase() === author.toLowerCase() && comment.body.startsWith(MARKER);
  return (await github.comments(pullRequest)).filter(isOwn).toSorted((a, b) => a.id - b.id);
}

/** Creates the comment. If the server fails, the comment may exist: the next look tells. */
async function createUnlessFailed(github: GitHub, pullRequest: number, body: string, tries: number): Promise<void> {
  try {
    await github.createComment(pullRequest, body);
  } catch (error) {
    if (tries === TRIES || !isServerFailure(error)) throw error;
  }
}

/** True if two comments are equal. GitHub may store other line ends, and drops white space at the end. */
const sameText = (a: string, b: string): boolean => a.replaceAll("\r\n", "\n").trim() === b.replaceAll("\r\n", "\n").trim();
