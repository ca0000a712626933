import { spawn } from "node:child_process";
import { once } from "node:events";
import { StringDecoder } from "node:string_decoder";
import { UserError } from "../../../base/user-error.ts";

/** Runs git and yields the lines of its output, many at a time. No string could hold a great output. @throws UserError GIT */
export async function* streamGit(directory: string, ...args: readonly string[]): AsyncGenerator<readonly string[]> {
  const all = ["-c", "core.quotePath=false", "-c", "color.ui=false", "-c", "log.showSignature=false", ...args];
  const child = spawn("git", all, { cwd: directory, env: { ...process.env, LC_ALL: "C" }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    if (said.length < 4096) said += text;
  });
  const ended = once(child, "close");
  // The generator awaits the end only after the output. An earlier failure must not count as unhandled.
  ended.catch(() => {});
  const decoder = new StringDecoder("utf8");
  let rest = "";
  try {
    for await (const chunk of child.stdout) {
      const lines = `${rest}${decoder.write(chunk)}`.split("\n");
      rest = lines.pop() ?? "";
      yield lines;
    }
    if (rest !== "") yield [rest];
    const [code] = await ended.catch((error: unknown) => [error]);
    if (code === 0) return;
    const reason = code instanceof Error ? code.message : (said.split("\n")[0] ?? "").replace(/^fatal: /, "");
    throw new UserError("GIT", `git cannot list the commits of ${directory}: ${reason}`, {
      path: directory,
      hint: `git -C ${directory} log -p shows the same error`,
    });
  } finally {
    child.kill();
  }
}
