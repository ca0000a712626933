import { spawn } from "node:child_process";
import { UserError } from "../../base/user-error.ts";
import { SETTINGS } from "./repository.ts";

/** The records of git's output. */
export interface Records {
  /** The first character of each record. */
  readonly separator: string;
  /** Returns false if the rest is not needed. Then git ends early. */
  readonly onRecord: (record: string) => boolean;
}

/** Runs git and hears its output record by record. @throws UserError GIT */
export async function streamGit(directory: string, args: readonly string[], { separator, onRecord }: Records): Promise<void> {
  const child = spawn("git", [...SETTINGS, ...args], {
    cwd: directory,
    env: { ...process.env, LC_ALL: "C" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  child.stdout.setEncoding("utf8");
  const ended = new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  // The loop may throw first, and an error of the process must not go unhandled.
  ended.catch(() => undefined);
  let rest = "";
  let goesOn = true;
  for await (const chunk of child.stdout) {
    const records = `${rest}${String(chunk)}`.split(separator);
    rest = records.pop() ?? "";
    goesOn = records.every((record) => record === "" || onRecord(record));
    if (!goesOn) break;
  }
  // Leaving the loop closes the pipe, so git ends.
  const status = await ended;
  if (!goesOn) return;
  if (status !== 0) {
    const reason =
      said
        .split("\n")
        .find((line) => line.startsWith("fatal: "))
        ?.slice("fatal: ".length) ?? `it exited with ${status}`;
    throw new UserError("GIT", `git cannot read ${directory}: ${reason}`, {
      path: directory,
      hint: `git -C ${directory} status shows the same error`,
    });
  }
  if (rest !== "") onRecord(rest);
}
