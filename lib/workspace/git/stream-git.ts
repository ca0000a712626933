import { spawn } from "node:child_process";
import { once } from "node:events";
import { UserError } from "../../base/user-error.ts";
import { SETTINGS } from "./repository.ts";

/** The characters of git's errors that are kept. */
const SAID_LENGTH = 4096;

/**
 * Runs git and yields the records of its output, many at a time. No string could hold a great output. A caller that leaves the loop
 * ends git.
 * @param separator the character that ends a record, or begins the next one
 * @throws UserError GIT
 */
export async function* streamGit(directory: string, args: readonly string[], separator = "\n"): AsyncGenerator<readonly string[]> {
  const child = spawn("git", [...SETTINGS, ...args], {
    cwd: directory,
    env: { ...process.env, LC_ALL: "C" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    if (said.length < SAID_LENGTH) said += text;
  });
  const ended = once(child, "close").then(
    ([status]: unknown[]) => status,
    (failure: unknown) => failure,
  );
  child.stdout.setEncoding("utf8");
  let rest = "";
  try {
    for await (const chunk of child.stdout) {
      const records = `${rest}${String(chunk)}`.split(separator);
      rest = records.pop() ?? "";
      yield records;
    }
    if (rest !== "") yield [rest];
    const status = await ended;
    if (status !== 0)
      throw refusal(directory, status instanceof Error ? status.message : (reasonIn(said) ?? `it exited with ${String(status)}`));
  } finally {
    child.kill();
    await ended;
  }
}

function reasonIn(said: string): string | undefined {
  const lines = said.split("\n");
  return (lines.find((line) => line.startsWith("fatal: ")) ?? lines.find((line) => line !== ""))?.replace(/^fatal: /, "");
}

const refusal = (directory: string, reason: string): UserError =>
  new UserError("GIT", `git cannot read ${directory}: ${reason}`, {
    path: directory,
    hint: `git -C ${directory} status shows the same error`,
  });
