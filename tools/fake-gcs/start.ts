import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

/** A running fake-gcs-server that keeps its objects in memory. */
export interface FakeGcs {
  /** `http://127.0.0.1:<port>`. */
  readonly apiEndpoint: string;
  /** Its only bucket. */
  readonly bucket: string;
  readonly stop: () => Promise<void>;
}

const HOST = "127.0.0.1";
const BUCKET = "fairlead-tests";
/** Milliseconds until it must answer. A busy machine needs a second. */
const START_MS = 30_000;

/**
 * Starts the program on a free port, waits until it answers, and creates a bucket.
 * @throws Error if it does not answer in time
 */
export async function startFakeGcs(program: string): Promise<FakeGcs> {
  for (let attempts = 3; ; attempts -= 1) {
    const started = await start(program, await freePort());
    if ("apiEndpoint" in started) return started;
    // Another process may have taken the port in the meantime.
    if (attempts === 1) throw new Error(`fake-gcs-server does not answer: ${started.failed}`);
  }
}

async function start(program: string, port: number): Promise<FakeGcs | { readonly failed: string }> {
  // The engine reads objects at the public address, as the XML API has it.
  const address = ["-host", HOST, "-port", String(port), "-public-host", `${HOST}:${port}`];
  const args = ["-backend", "memory", "-scheme", "http", ...address, "-log-level", "warn"];
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<void>((resolve) => {
    child.once("error", () => resolve());
    child.once("close", () => resolve());
  });
  const errors = text(child.stderr);
  const apiEndpoint = `http://${HOST}:${port}`;
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
  };
  if (await answers(child, apiEndpoint)) return { apiEndpoint, bucket: BUCKET, stop };
  await stop();
  return { failed: (await errors).trim() };
}

/** Creates the bucket, as the first request that succeeds. Returns false if none does. */
async function answers(child: ChildProcess, apiEndpoint: string): Promise<boolean> {
  const deadline = performance.now() + START_MS;
  while (performance.now() < deadline && child.exitCode === null && child.pid !== undefined) {
    const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ name: BUCKET }) };
    const answer = await fetch(`${apiEndpoint}/storage/v1/b?project=tests`, request).catch(() => undefined);
    if (answer?.ok === true) return true;
    await sleep(50);
  }
  return false;
}

/** Finds a free port, because the program cannot choose one. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
