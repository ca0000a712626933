import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { messageOf } from "../lib/base/errors.ts";
import { cacheKey, cacheRoot, exists, hasGo } from "./cache.ts";

/** The path of a built program, or the reason that it cannot be built. */
export type Built = { readonly program: string } | { readonly skipped: string };

/** A Go program that tests need. */
export interface GoProgram {
  /** The directory of the Go module whose `go.mod` pins every version. */
  readonly directory: string;
  /** The name of the program, and of its directory in the cache. */
  readonly name: string;
  /** The package to build: a path of the module, or `.`. */
  readonly target: string;
  /** The files that decide the result. */
  readonly ingredients: readonly string[];
}

/** Milliseconds until a build is considered dead. A build takes about a minute. */
const BUILD_MS = 300_000;

/** Builds a Go program into the user's cache, once for each version of its ingredients. */
export async function buildGoProgram(wanted: GoProgram): Promise<Built> {
  const root = cacheRoot(wanted.name);
  const program = join(root, await cacheKey(wanted.directory, wanted.ingredients), wanted.name);
  if (await exists(program)) return { program };
  if (!(await hasGo())) return { skipped: "Go is not installed" };
  await mkdir(root, { recursive: true });
  return exclusively(join(root, ".lock"), async () => ((await exists(program)) ? { program } : build(wanted, root, program)));
}

async function build({ directory, name, target }: GoProgram, root: string, program: string): Promise<Built> {
  const building = await mkdtemp(join(root, ".building-"));
  try {
    const args = ["build", "-mod=readonly", "-buildvcs=false", "-trimpath", "-ldflags=-s -w", "-o", join(building, name), target];
    const env = { ...process.env, GOWORK: "off", CGO_ENABLED: "0" };
    await promisify(execFile)("go", args, { cwd: directory, env, timeout: BUILD_MS });
    await mkdir(dirname(program), { recursive: true });
    await rename(join(building, name), program);
    return { program };
  } catch (error) {
    return { skipped: `it cannot be built: ${reasonOf(error)}` };
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

/** Runs `work` while no other process builds: two builds at the same time take twice as long. */
async function exclusively<T>(lock: string, work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + BUILD_MS;
  while (performance.now() < deadline && !(await taken(lock))) await sleep(200);
  try {
    return await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

const taken = (lock: string): Promise<boolean> =>
  mkdir(lock).then(
    () => true,
    () => false,
  );

/** Returns the last line of Go's error output. */
function reasonOf(error: unknown): string {
  const output = error instanceof Error && "stderr" in error && typeof error.stderr === "string" ? error.stderr.trim() : "";
  return output === "" ? messageOf(error) : (output.split("\n").at(-1) ?? "");
}
