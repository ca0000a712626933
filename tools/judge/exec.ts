import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** The result of a program that ended. */
export interface Execution {
  /** The exit code, or null if a signal ended the program. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ExecOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input. @default empty */
  readonly input?: string;
}

/**
 * Runs a program until it ends, with any exit code.
 * @throws the system's error, such as `ENOENT`, if the program cannot be started
 */
export async function exec(command: string, args: readonly string[], options: ExecOptions = {}): Promise<Execution> {
  const child = spawn(command, [...args], { cwd: options.cwd, env: { ...process.env, ...options.env } });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code));
  });
  // A program that ends early closes the pipe. Its exit code reports the reason.
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.input ?? "");
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}
