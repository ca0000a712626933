import { withCloneLock } from "./clone-lock.ts";
import type { Clone } from "./clone.ts";
import { type ChangedFiles, contentOf, filesBetween } from "./commit-content.ts";
import type { Pushed } from "./pushed.ts";
import { type GitClient, saidBy } from "./git-client.ts";
import { recognise } from "./refusal.ts";
import { refusalError } from "./refusal-error.ts";

/** The trailer by which the commit of a branch says what it changes. */
const CONTENT_TRAILER = "Fairlead-Delivery";

export const contentTrailer = (content: string): string => `${CONTENT_TRAILER}: ${content}`;

/** A branch that delivers changes by a pull request, as the remote has it. */
export interface DeliveryBranch {
  /** The newest commit; undefined if the remote has no such branch. */
  readonly tip: string | undefined;
  /** Identifies the changes of the branch. @default undefined for a branch that is not there */
  readonly content: string | undefined;
  /** The commits that Fairlead did not make, newest first: `1a2b3c4d5e6f Ada Lovelace: Fix`. */
  readonly others: readonly string[];
  /** The hash of the deletions that a person allowed for these changes. */
  readonly deletions: string | undefined;
  /** True if the base has changed files of the branch since then. A merge may fail, or give other files. */
  readonly isBehind: boolean;
}

const ABSENT: DeliveryBranch = { tip: undefined, content: undefined, others: [], deletions: undefined, isBehind: false };

/** Reads a branch of the remote. @param base the commit that it shall be merged to. @throws UserError GIT */
export async function readDeliveryBranch(clone: Clone, branch: string, base: string): Promise<DeliveryBranch> {
  const { git } = clone;
  const tip = await fetchTip(clone, branch);
  if (tip === undefined) return ABSENT;
  const start = (await git("merge-base", base, tip)).stdout.trim();
  const files = start === "" ? new Map<string, undefined>() : await filesBetween(git, start, tip);
  const commits = await commitsOf(git, tip, base);
  const others: string[] = [];
  for (const commit of commits) if (!(await isOwn(git, commit))) others.push(`${commit.id.slice(0, 12)} ${commit.title}`);
  return {
    tip,
    content: contentOf(files),
    others,
    deletions: commits.find(({ content }) => content !== "")?.deletions || undefined,
    isBehind: start === "" || (start !== base && overlap(files, await filesBetween(git, start, base))),
  };
}

interface BranchCommit {
  readonly id: string;
  readonly parents: readonly string[];
  /** `Ada Lovelace: Fix`. */
  readonly title: string;
  /** The trailers; empty if the commit has none. */
  readonly content: string;
  readonly deletions: string;
}

/** Lists the commits of a branch that the base lacks, newest first. */
async function commitsOf(git: GitClient, tip: string, base: string): Promise<readonly BranchCommit[]> {
  const trailer = (key: string): string => `%(trailers:key=${key},valueonly)`;
  const format = `--format=%H%x00%P%x00%an: %s%x00${trailer(CONTENT_TRAILER)}%x00${trailer("Fairlead-Deletions")}%x01`;
  const { stdout } = await git("log", "--no-show-signature", format, tip, "--not", base);
  return stdout.split("\x01").flatMap((text): readonly BranchCommit[] => {
    const [id = "", parents = "", title = "", content = "", deletions = ""] = text.trim().split("\0");
    return id === "" ? [] : [{ id, parents: parents.split(" "), title, content: content.trim(), deletions: deletions.trim() }];
  });
}

/** True if Fairlead made the changes of a commit, or if it is a merge that changes nothing by itself. */
async function isOwn(git: GitClient, { id, parents, content }: BranchCommit): Promise<boolean> {
  const [parent, other] = parents;
  if (other !== undefined) return (await git("show", "--remerge-diff", "--format=", id)).stdout === "";
  return parent !== undefined && content !== "" && contentOf(await filesBetween(git, parent, id)) === content;
}

const overlap = (files: ChangedFiles, others: ChangedFiles): boolean => [...files.keys()].some((path) => others.has(path));

/** Fetches the commits of a branch. @returns the tip; undefined if there is no such branch. @throws UserError GIT */
async function fetchTip(clone: Clone, branch: string): Promise<string | undefined> {
  const { git, remote } = clone;
  const listed = await git("ls-remote", "--refs", remote, `refs/heads/${branch}`);
  if (listed.code !== 0) throw refusalError(recognise(saidBy(listed)), { ...clone, branch });
  const [tip = ""] = listed.stdout.split("\t");
  if (tip === "") return undefined;
  const fetched = await withCloneLock(clone.root, () =>
    git("fetch", "--quiet", "--no-tags", "--refmap=", "--no-write-fetch-head", remote, `refs/heads/${branch}`),
  );
  const refusal = recognise(saidBy(fetched));
  if (fetched.code !== 0 && refusal.kind !== "no branch") throw refusalError(refusal, { ...clone, branch });
  // Another run may have moved the branch in between. The push then finds out.
  return (await git("cat-file", "-e", `${tip}^{commit}`)).code === 0 ? tip : fetchTip(clone, branch);
}

/** Moves a branch of the remote, or deletes it. @param to undefined deletes it. @param from the commit that the run saw there */
export async function moveDeliveryBranch(
  clone: Clone,
  branch: string,
  { from, to }: { readonly from: string | undefined; readonly to: string | undefined },
): Promise<Pushed> {
  const { git, remote, skipHooks } = clone;
  const ref = `refs/heads/${branch}`;
  const flags = ["--porcelain", `--force-with-lease=${ref}:${from ?? ""}`, ...(skipHooks ? ["--no-verify"] : [])];
  const answer = await git("push", ...flags, remote, `${to ?? ""}:${ref}`);
  if (answer.code === 0) return { kind: "pushed" };
  const refusal = recognise(saidBy(answer));
  const listed = await git("ls-remote", "--refs", remote, ref);
  const [tip = ""] = listed.stdout.split("\t");
  // The remote may have taken the push, and the answer was lost.
  if (listed.code === 0 && tip === (to ?? "")) return { kind: "pushed" };
  return { kind: listed.code === 0 && tip !== (from ?? "") ? "moved" : "refused", refusal };
}
