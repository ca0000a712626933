import { simpleGit } from "simple-git";

/** The end of a git command. */
export interface GitAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs git in one directory. A refusal of git is an answer, not an error. */
export type GitClient = (...args: readonly string[]) => Promise<GitAnswer>;

/** Overrides settings of the user that would change what is published, such as line ends. */
const CONFIG = ["core.quotePath=false", "color.ui=false", "core.autocrlf=false", "push.followTags=false"];

/** Variables by which git hooks and scripts point at another repository or index. */
const POINTERS = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

/** The environment and the arguments come from the user and from this module, so simple-git need not guard them. */
const TRUSTED = {
  allowUnsafeAskPass: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeEditor: true,
  allowUnsafeExec: true,
  allowUnsafeGitProxy: true,
  allowUnsafeHooksPath: true,
  allowUnsafePager: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeSshCommand: true,
  allowUnsafeTemplateDir: true,
};

/** Opens git in a directory. It answers in English, and never asks for a password. @param config further settings: `core.hooksPath=/dev/null` */
export const openGit =
  (directory: string, ...config: readonly string[]): GitClient =>
  async (...args) => {
    let refused: GitAnswer | undefined;
    const inherited = Object.entries(process.env).filter(([name]) => !POINTERS.includes(name));
    const env = { GIT_TERMINAL_PROMPT: "0", ...Object.fromEntries(inherited), LC_ALL: "C", LANGUAGE: "C" };
    const client = simpleGit({
      baseDir: directory,
      config: [...CONFIG, ...config],
      unsafe: TRUSTED,
      allowEnvironment: Object.keys(env),
      // Without this, simple-git takes a failure without error output for a success.
      errors: (error, { exitCode, stdOut, stdErr }) => {
        if (exitCode === 0) return undefined;
        refused = { code: exitCode, stdout: textOf(stdOut), stderr: textOf(stdErr) };
        return error ?? Buffer.from("refused");
      },
    }).env(env);
    try {
      return { code: 0, stdout: await client.raw([...args]), stderr: "" };
    } catch (error) {
      if (refused === undefined) throw error;
      return refused;
    }
  };

const textOf = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString("utf8");

/** Returns everything that git said. */
export const saidBy = ({ stdout, stderr }: GitAnswer): string => `${stderr}\n${stdout}`.trim();
