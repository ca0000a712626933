import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { watchMemory } from "../../lib/pulumi/process/watch-memory.ts";

/** A process to measure. */
export interface Command {
  /** @default this Node */
  readonly program?: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** True if the memory of its child processes counts, too. @default false */
  readonly withChildren?: boolean;
  /** The exit code of a run that did its work. @default 0 */
  readonly exit?: number;
}

/** One process, from its start to its end. */
export interface Run {
  readonly seconds: number;
  /** Peak resident memory in bytes. Undefined for programs other than Node, except with their children. */
  readonly peakBytes: number | undefined;
  readonly stdout: string;
}

/** A measured process failed. */
export class RunError extends Error {
  override readonly name = "RunError";
}

const PRELOAD = fileURLToPath(new URL("peak.cjs", import.meta.url));

/** Starts processes one at a time, with separate caches and temporary files below `scratch`. */
export class Runner {
  readonly #peaks: string;
  readonly #temporary: string;
  readonly #environment: NodeJS.ProcessEnv;
  #stop: (() => void) | undefined;

  constructor(scratch: string) {
    this.#peaks = join(scratch, "peaks");
    this.#temporary = join(scratch, "tmp");
    for (const directory of [this.#peaks, this.#temporary]) mkdirSync(directory, { recursive: true });
    const { NODE_COMPILE_CACHE: _shared, ...inherited } = process.env;
    this.#environment = {
      ...inherited,
      // Node's compile cache is there.
      TMPDIR: this.#temporary,
      FAIRLEAD_BENCH_PEAKS: this.#peaks,
      NODE_OPTIONS: `--require ${JSON.stringify(PRELOAD)}`,
    };
  }

  /** Empties Node's compile cache, as after an install. */
  forgetCompiled(): void {
    rmSync(this.#temporary, { recursive: true });
    mkdirSync(this.#temporary);
  }

  /** Runs a process until it ends. @throws RunError if it fails */
  async run({ program = process.execPath, args, cwd, withChildren = false, exit = 0 }: Command): Promise<Run> {
    const started = performance.now();
    const child = spawn(program, args, { cwd, env: this.#environment, stdio: ["ignore", "pipe", "pipe"] });
    const tree = withChildren ? watchMemory(child.pid ?? 0) : undefined;
    this.#stop = () => void child.kill("SIGKILL");
    const exited = new Promise<{ readonly seconds: number; readonly end: string }>((resolve, reject) => {
      child.once("error", (error) => reject(new RunError(`${program} does not start: ${error.message}`)));
      child.once("exit", (code, signal) => resolve({ seconds: (performance.now() - started) / 1000, end: signal ?? String(code) }));
    });
    const [{ seconds, end }, stdout, stderr] = await Promise.all([exited, text(child.stdout), text(child.stderr)]);
    this.#stop = undefined;
    const treeBytes = tree?.stop();
    if (end !== String(exit)) throw new RunError(`${[program, ...args].join(" ")}\nended with ${end} in ${cwd}\n${stderr}${stdout}`);
    const ownBytes = this.#takePeak(child.pid);
    return { seconds, peakBytes: treeBytes ?? ownBytes, stdout };
  }

  /** Ends the process that runs now. */
  stop(): void {
    this.#stop?.();
  }

  #takePeak(pid: number | undefined): number | undefined {
    const file = join(this.#peaks, String(pid));
    if (!existsSync(file)) return undefined;
    const bytes = Number(readFileSync(file, "utf8"));
    rmSync(file);
    return bytes;
  }
}
