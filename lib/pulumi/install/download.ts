import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { exitReason } from "../../system/exit-reason.ts";
import { programName } from "../../system/find-program.ts";
import { moduleUrl } from "../../system/own-modules.ts";
import { describeProgramExit, type ProgramExit, runProgram } from "../../system/run-program.ts";
import { KUBERNETES_VERSION } from "../versions.ts";
import { withoutCredentials } from "../process/environment-policy.ts";
import { directorySize } from "./directory-size.ts";
import type { InstallContext } from "./method.ts";
import { reportProgress } from "./report-progress.ts";
import { makeDirectories } from "../../system/make-directories.ts";

export interface DownloadOptions {
  /** The program that puts `bin/pulumi` below the directory that is its last argument. @default Pulumi's own installer */
  readonly installer?: readonly [string, ...string[]];
  /** Milliseconds without a new byte after which the download fails. @default 20000 */
  readonly silentMs?: number;
}

/** A separate process: it can be stopped with everything that it started, and Node sends it through the environment's proxy. */
const INSTALLER: readonly [string, ...string[]] = [process.execPath, fileURLToPath(moduleUrl("download-process.ts", import.meta.url))];

/** Runs Pulumi's installer, and lets the engine download its provider. @throws Error with the reason if one of them fails */
export async function downloadEngine(
  directory: string,
  context: InstallContext,
  { installer = INSTALLER, silentMs = 20_000 }: DownloadOptions = {},
): Promise<void> {
  // Inside the directory, so that nothing is left in /tmp, and new bytes are seen.
  const scratch = join(directory, "tmp");
  makeDirectories(scratch);
  const env = {
    ...withoutCredentials(context.env),
    TMPDIR: scratch,
    TMP: scratch,
    TEMP: scratch,
    NODE_USE_ENV_PROXY: "1",
    PULUMI_HOME: join(directory, "home"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  const step = (program: string, args: readonly string[]): Promise<ProgramExit> =>
    whileBytesCome(directory, silentMs, context, (signal) => runProgram(program, args, { env, signal }));

  context.log("downloading Pulumi from get.pulumi.com");
  const [program, ...args] = installer;
  requireSuccess("downloading Pulumi", silentMs, await step(program, [...args, directory]));
  context.log(`downloading the Kubernetes provider ${KUBERNETES_VERSION}`);
  const plugin = ["plugin", "install", "resource", "kubernetes", KUBERNETES_VERSION, "--non-interactive"];
  requireSuccess("downloading the Kubernetes provider", silentMs, await step(join(directory, "bin", programName("pulumi")), plugin));
  rmSync(scratch, { recursive: true, force: true });
}

/** Runs work, and stops it if the directory's size stays the same for too long. */
async function whileBytesCome<T>(
  directory: string,
  silentMs: number,
  { log, signal }: InstallContext,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const silent = new AbortController();
  const last = { bytes: directorySize(directory), at: performance.now() };
  const watch = setInterval(() => {
    const bytes = directorySize(directory);
    if (bytes !== last.bytes) Object.assign(last, { bytes, at: performance.now() });
    else if (performance.now() - last.at > silentMs) silent.abort();
  }, silentMs / 20);
  try {
    const progress = (): string => `downloading: ${Math.round(last.bytes / 1e6)} MB`;
    return await reportProgress(log, progress, () => work(AbortSignal.any([signal, silent.signal])));
  } finally {
    clearInterval(watch);
  }
}

/** @throws Error with the reason if the program failed */
function requireSuccess(what: string, silentMs: number, { code, signal, stopped, stdout, stderr }: ProgramExit): void {
  if (code === 0) return;
  if (stopped !== undefined) throw new Error(`${what}: the network sent nothing for ${silentMs / 1000} s`);
  throw new Error(`${what}: ${exitReason(stderr) || exitReason(stdout) || describeProgramExit({ code, signal })}`);
}
