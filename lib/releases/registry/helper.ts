import { spawn } from "node:child_process";
import { isRecord } from "../../base/values.ts";
import type { Env, FoundCredentials } from "./found-credentials.ts";

/** Milliseconds for a helper: one that prompts a person must not block a pipeline. */
const LIMIT_MS = 10_000;
const MAXIMUM_OUTPUT = 64 * 1024;
/** Docker's user name for a secret that is an identity token. */
const IDENTITY = "<token>";

/** Asks `docker-credential-<helper>` for the credentials of a server. Its output may contain a secret and is never shown. */
export async function askHelper(helper: string, server: string, env: Env, limitMs: number = LIMIT_MS): Promise<FoundCredentials> {
  const program = `docker-credential-${helper}`;
  if (!/^[\w.-]+$/.test(helper)) return { problem: `"${helper}" is not the name of a credential helper` };
  const { output, failure } = await run(program, server, env, limitMs);
  if (output.includes("credentials not found")) return {};
  if (failure !== undefined) return { problem: `${program} ${failure}` };
  const found = parse(output);
  if (!isRecord(found) || typeof found["Username"] !== "string" || typeof found["Secret"] !== "string" || found["Secret"] === "") {
    return { problem: `${program} printed no credentials` };
  }
  const { Username: username, Secret: secret } = found;
  return { credentials: username === IDENTITY ? { identityToken: secret } : { username, password: secret } };
}

interface Run {
  readonly output: string;
  readonly failure?: string;
}

function run(program: string, input: string, env: Env, limitMs: number): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(program, ["get"], { env, stdio: ["pipe", "pipe", "ignore"] });
    let output = "";
    const end = (failure?: string): void => {
      clearTimeout(timer);
      // A grandchild may keep the pipe open; do not wait for it.
      child.stdout.destroy();
      resolve(failure === undefined ? { output } : { output, failure });
    };
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      end(`did not answer within ${limitMs / 1000} s`);
    }, limitMs);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(0, MAXIMUM_OUTPUT);
    });
    // The helper may exit before it reads its input.
    child.stdin.on("error", () => {});
    child.on("error", (error) =>
      end("code" in error && error.code === "ENOENT" ? "is not on the PATH" : `cannot be run: ${error.message}`),
    );
    child.on("close", (code, signal) => end(code === 0 ? undefined : `ended with ${code === null ? signal : `code ${code}`}`));
    child.stdin.end(`${input}\n`);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
