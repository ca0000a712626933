import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** How a program ended. */
export interface Execution {
  /** The exit code, or null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a program is given besides its arguments. */
export interface ExecOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** @default nothing */
  readonly input?: string;
}

/**
 * Runs a program to its end, whatever its exit code.
 * @throws the system's error where the program cannot be started (`ENOENT`)
 */
export async function exec(command: string, args: readonly string[], options: ExecOptions = {}): Promise<Execution> {
  const child = spawn(command, [...args], { cwd: options.cwd, env: { ...process.env, ...options.env } });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code));
  });
  // A program that ends before it has read everything closes the pipe; its exit code says why.
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.input ?? "");
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}
