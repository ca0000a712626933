import { spawn } from "node:child_process";
import { isRecord } from "../../base/values.ts";
import type { Env, FoundCredentials } from "./credentials.ts";

/** Milliseconds for a helper: one that asks a person on a terminal must not hold a pipeline. */
const LIMIT = 10_000;
const MOST_OUTPUT = 64 * 1024;
/** The user name that says the secret is an identity token; a constant of Docker's. */
const IDENTITY = "<token>";

/**
 * Asks `docker-credential-<helper>` for the credentials of a server. What it prints is never passed on: it may hold a secret.
 * @param limit milliseconds
 */
export async function askHelper(helper: string, server: string, env: Env, limit: number = LIMIT): Promise<FoundCredentials> {
  const program = `docker-credential-${helper}`;
  if (!/^[\w.-]+$/.test(helper)) return { problem: `"${helper}" is not the name of a credential helper` };
  const { output, failure } = await run(program, server, env, limit);
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

function run(program: string, input: string, env: Env, limit: number): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(program, ["get"], { env, stdio: ["pipe", "pipe", "ignore"] });
    let output = "";
    const end = (failure?: string): void => {
      clearTimeout(timer);
      // A grandchild may hold the pipe open; nobody waits for it.
      child.stdout.destroy();
      resolve(failure === undefined ? { output } : { output, failure });
    };
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      end(`did not answer within ${limit / 1000} s`);
    }, limit);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(0, MOST_OUTPUT);
    });
    // It may end without reading what it is asked.
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
