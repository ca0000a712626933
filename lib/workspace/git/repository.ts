import { execFile } from "node:child_process";
import { lstatSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { isOutOfFiles } from "../../system/system-errors.ts";
import { UserError } from "../../base/user-error.ts";
import { isCode } from "../../base/errors.ts";

/** What git prints; its answers do not depend on the person's language or settings of output. @throws UserError GIT with git's reason */
export async function git(directory: string, ...args: readonly string[]): Promise<string> {
  const answer = await ask(directory, args);
  if ("reason" in answer) throw refusal(directory, answer, repositoryAround(directory));
  return answer.output;
}

/**
 * The repository's top directory, or undefined where there is none.
 * @throws UserError GIT where there is one that git does not read: that is no project without a history
 */
export async function topLevel(directory: string): Promise<string | undefined> {
  const answer = await ask(directory, ["rev-parse", "--show-toplevel"]);
  if ("output" in answer) return answer.output.replace(/\n$/, "");
  const repository = repositoryAround(directory);
  if (repository === undefined && (answer.missing || answer.reason.startsWith("not a git repository"))) return undefined;
  throw refusal(directory, answer, repository);
}

/** Whether the branch has a commit. @throws UserError GIT where git cannot tell */
export async function hasCommits(directory: string): Promise<boolean> {
  const answer = await ask(directory, ["log", "-1", "--format=%H"]);
  if ("output" in answer) return true;
  // A branch that is broken is not one without a commit.
  if (answer.reason.endsWith("does not have any commits yet")) return false;
  throw refusal(directory, answer, repositoryAround(directory));
}

export const INSTALL_GIT = "install git: apt-get install git, apk add git or brew install git";

/** The version of the git on PATH; undefined where there is none. */
export async function gitVersion(directory: string): Promise<string | undefined> {
  const answer = await ask(directory, ["--version"]);
  return "output" in answer ? /\d+(?:\.\d+)+/.exec(answer.output)?.[0] : undefined;
}

interface Refusal {
  /** Git's own words, or the system's. */
  readonly reason: string;
  /** The command by which git says it can be mended. */
  readonly advice: string | undefined;
  /** Whether there is no git on PATH. */
  readonly missing: boolean;
}

/** Reasons are told apart by git's English words; simple-git refuses to set one variable beside a PAGER or a GIT_SSL_CAINFO that is set. */
const OPTIONS = { maxBuffer: Infinity, env: { ...process.env, LC_ALL: "C" } };

const ask = (directory: string, args: readonly string[]): Promise<{ readonly output: string } | Refusal> =>
  new Promise((resolve, reject) => {
    const all = ["-c", "core.quotePath=false", "-c", "color.ui=false", "-c", "log.showSignature=false", ...args];
    execFile("git", all, { ...OPTIONS, cwd: directory }, (error, stdout, stderr) => {
      if (error === null) return resolve({ output: stdout });
      // No fault of git's, and nothing that git could mend.
      if (isOutOfFiles(error)) return reject(error);
      const lines = stderr.split("\n").filter((line) => line.trim() !== "");
      const said = lines.find((line) => line.startsWith("fatal: ")) ?? lines[0];
      const ended = error.signal ? `it was ended by ${error.signal}` : `it exits with ${error.code}`;
      resolve({
        reason: said?.replace(/^fatal: /, "") ?? ("syscall" in error ? error.message : ended),
        advice: /^\s*(git config --global --add safe\.directory .+)$/m.exec(stderr)?.[1],
        missing: isCode(error, "ENOENT"),
      });
    });
  });

/** The nearest `.git` from a directory upwards, as far as git itself would look; so it is found without git. */
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
    return new UserError("GIT", `there is no git on PATH, and ${where} is to be read`, { path: directory, hint: INSTALL_GIT });
  }
  const owner = /(?:dubious ownership in|unsafe) repository/.test(reason)
    ? `git config --global --add safe.directory ${dirname(where)}`
    : "";
  return new UserError("GIT", `git does not read ${where}: ${reason}`, {
    path: directory,
    hint: advice ?? (owner === "" ? `git -C ${directory} status says the same; when it works, this does` : owner),
  });
}
