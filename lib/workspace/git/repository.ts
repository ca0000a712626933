import { execFile } from "node:child_process";
import { lstatSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { isOutOfFiles } from "../../system/system-errors.ts";
import { UserError } from "../../base/user-error.ts";
import { isCode } from "../../base/errors.ts";

/** Runs git and returns its output in English and without colours. @throws UserError GIT with git's reason */
export async function git(directory: string, ...args: readonly string[]): Promise<string> {
  const answer = await ask(directory, args);
  if ("reason" in answer) throw refusal(directory, answer, repositoryAround(directory));
  return answer.output;
}

/** The place of a directory in its repository. */
export interface Place {
  /** The top directory of the repository. */
  readonly top: string;
  /** The directory, relative to the top: `ops/`, or nothing at the top. */
  readonly prefix: string;
  /** True if the clone lacks commits. */
  readonly isShallow: boolean;
}

/**
 * Returns the place of a directory in its repository; undefined outside of one. One process of git answers all.
 * @throws UserError GIT if git fails. Never treat that as "no repository".
 */
export async function placeOf(directory: string): Promise<Place | undefined> {
  const answer = await ask(directory, ["rev-parse", "--is-shallow-repository", "--show-prefix", "--show-toplevel"]);
  if ("output" in answer) {
    const [, isShallow, prefix = "", top = ""] = /^(\w+)\n((?:[^]*?\/)?)\n([^]*)\n$/.exec(answer.output) ?? [];
    return { top, prefix, isShallow: isShallow === "true" };
  }
  const repository = repositoryAround(directory);
  if (repository === undefined && (answer.missing || answer.reason.startsWith("not a git repository"))) return undefined;
  throw refusal(directory, answer, repository);
}

/** Returns the top directory of the repository; undefined outside of one. @throws UserError GIT as `placeOf` */
export const topLevel = async (directory: string): Promise<string | undefined> => (await placeOf(directory))?.top;

/** True if the branch has a commit. @throws UserError GIT */
export async function hasCommits(directory: string): Promise<boolean> {
  const answer = await ask(directory, ["log", "-1", "--format=%H"]);
  if ("output" in answer) return true;
  if (answer.reason.endsWith("does not have any commits yet")) return false;
  throw refusal(directory, answer, repositoryAround(directory));
}

export const INSTALL_GIT = "install git: apt-get install git, apk add git or brew install git";

/** Returns the version of the git on PATH; undefined if there is none. */
export async function gitVersion(directory: string): Promise<string | undefined> {
  const answer = await ask(directory, ["--version"]);
  return "output" in answer ? /\d+(?:\.\d+)+/.exec(answer.output)?.[0] : undefined;
}

interface Refusal {
  /** The reason in the words of git or of the system. */
  readonly reason: string;
  /** The command that git suggests. */
  readonly advice: string | undefined;
  /** True if git is not on PATH. */
  readonly missing: boolean;
}

/** The options of every call. Reasons are recognised by git's English words. simple-git cannot set LC_ALL beside a PAGER that is set. */
const OPTIONS = { maxBuffer: Infinity, env: { ...process.env, LC_ALL: "C" } };

/** The settings of every call. */
export const SETTINGS = ["-c", "core.quotePath=false", "-c", "color.ui=false", "-c", "log.showSignature=false", "-c", "log.showRoot=true"];

const ask = (directory: string, args: readonly string[]): Promise<{ readonly output: string } | Refusal> =>
  new Promise((resolve, reject) => {
    execFile("git", [...SETTINGS, ...args], { ...OPTIONS, cwd: directory }, (error, stdout, stderr) => {
      if (error === null) return resolve({ output: stdout });
      // The system, not git, has no more files to open.
      if (isOutOfFiles(error)) return reject(error);
      const lines = stderr.split("\n").filter((line) => line.trim() !== "");
      const said = lines.find((line) => line.startsWith("fatal: ")) ?? lines[0];
      const ended = error.signal ? `it was killed by ${error.signal}` : `it exited with ${error.code}`;
      resolve({
        reason: said?.replace(/^fatal: /, "") ?? ("syscall" in error ? error.message : ended),
        advice: /^\s*(git config --global --add safe\.directory .+)$/m.exec(stderr)?.[1],
        missing: isCode(error, "ENOENT"),
      });
    });
  });

/** Finds the nearest `.git` upwards, as git itself does, but without git. */
function repositoryAround(directory: string): string | undefined {
  const { GIT_DIR: named = "", GIT_CEILING_DIRECTORIES: ceilings = "" } = process.env;
  if (named !== "") return named;
  for (let at = directory; ; at = dirname(at)) {
    const path = join(at, ".git");
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return path;
    if (dirname(at) === at || ceilings.split(delimiter).includes(dirname(at))) return undefined;
  }
}

function refusal(directory: string, { reason, advice, missing }: Refusal, repository: string | undefined): UserError {
  const where = repository ?? directory;
  if (missing) {
    return new UserError("GIT", `git is not on PATH, but Fairlead must read ${where}`, { path: directory, hint: INSTALL_GIT });
  }
  const owner = /(?:dubious ownership in|unsafe) repository/.test(reason)
    ? `git config --global --add safe.directory ${dirname(where)}`
    : "";
  return new UserError("GIT", `git cannot read ${where}: ${reason}`, {
    path: directory,
    hint: advice ?? (owner === "" ? `git -C ${directory} status shows the same error` : owner),
  });
}

/** Returns the branch of a repository's checkout; undefined for a detached HEAD. */
export async function currentBranch(directory: string): Promise<string | undefined> {
  const [, branch] = /^([^]+)\n$/.exec(await git(directory, "branch", "--show-current")) ?? [];
  return branch;
}

/** Reads a setting of git; undefined if it is not set, or if git cannot be asked. */
export async function gitSetting(directory: string, name: string): Promise<string | undefined> {
  try {
    return (await git(directory, "config", name)).trim() || undefined;
  } catch {
    return undefined;
  }
}
