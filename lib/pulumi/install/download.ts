import { lstatSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { programName } from "../../system/programs.ts";
import { reasonIn } from "../../system/exit-reason.ts";
import { type Ended, endText, run } from "../../system/run-program.ts";
import { KUBERNETES_VERSION } from "../versions.ts";
import { tellWhile } from "./tell.ts";
import type { Job } from "./way.ts";

export interface DownloadOptions {
  /** The program that puts `bin/pulumi` below the directory that is its last argument. @default Pulumi's own installer */
  readonly installer?: readonly [string, ...string[]];
  /** Milliseconds without a new byte after which the network counts as silent. @default 20000 */
  readonly silentMs?: number;
}

/** A program of its own: it can be stopped with all that it started, and Node sends it through the proxy of the environment. */
const INSTALLER: readonly [string, ...string[]] = [process.execPath, fileURLToPath(new URL("download-process.ts", import.meta.url))];

/** Pulumi's own installer, and then its own acquisition of the provider. @throws Error where the network does not have them */
export async function downloadEngine(
  directory: string,
  job: Job,
  { installer = INSTALLER, silentMs = 20_000 }: DownloadOptions = {},
): Promise<void> {
  // Here and not in /tmp: nothing stays behind, and it is seen whether bytes come.
  const scratch = join(directory, "tmp");
  mkdirSync(scratch, { recursive: true });
  const env = {
    ...job.env,
    TMPDIR: scratch,
    TMP: scratch,
    TEMP: scratch,
    NODE_USE_ENV_PROXY: "1",
    PULUMI_HOME: join(directory, "home"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  const step = (program: string, args: readonly string[]): Promise<Ended> =>
    whileBytesCome(directory, silentMs, job, (signal) => run(program, args, { env, signal }));

  job.say("downloading Pulumi from get.pulumi.com");
  const [program, ...args] = installer;
  explain("downloading Pulumi", silentMs, await step(program, [...args, directory]));
  job.say(`downloading the Kubernetes provider ${KUBERNETES_VERSION}`);
  const plugin = ["plugin", "install", "resource", "kubernetes", KUBERNETES_VERSION, "--non-interactive"];
  explain("downloading the Kubernetes provider", silentMs, await step(join(directory, "bin", programName("pulumi")), plugin));
  rmSync(scratch, { recursive: true, force: true });
}

/** Stops work that puts nothing new into a directory for too long. */
async function whileBytesCome<T>(directory: string, silentMs: number, job: Job, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const silent = new AbortController();
  const last = { bytes: bytesIn(directory), at: performance.now() };
  const watch = setInterval(() => {
    const bytes = bytesIn(directory);
    if (bytes !== last.bytes) Object.assign(last, { bytes, at: performance.now() });
    else if (performance.now() - last.at > silentMs) silent.abort();
  }, silentMs / 20);
  try {
    return await tellWhile(
      job.say,
      () => `downloading: ${Math.round(last.bytes / 1e6)} MB`,
      () => work(AbortSignal.any([job.signal, silent.signal])),
    );
  } finally {
    clearInterval(watch);
  }
}

/** @throws Error where it did not end well */
function explain(what: string, silentMs: number, { code, signal, stopped, stdout, stderr }: Ended): void {
  if (code === 0) return;
  if (stopped !== undefined) throw new Error(`${what}: the network does not answer for ${silentMs / 1000} s`);
  throw new Error(`${what}: ${reasonIn(stderr) || reasonIn(stdout) || endText({ code, signal })}`);
}

/** Files come and go while it is counted. */
function bytesIn(directory: string): number {
  let bytes = 0;
  for (const name of list(directory)) {
    const stat = lstatSync(join(directory, name), { throwIfNoEntry: false });
    if (stat?.isFile() === true) bytes += stat.size;
  }
  return bytes;
}

function list(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { recursive: true, encoding: "utf8" });
  } catch {
    return [];
  }
}
